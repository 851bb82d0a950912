import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Reader } from '../../../../../../shared/language/reader.ts';
import { loadParser, momentText } from '../../../../dates/date.texts.ts';
import { Button } from '../../../../ui/button.tsx';
import controls from '../controls.module.css';
import { dayFromNow, type LocalMoment } from './moments.ts';

interface Props {
  label: string;
  submit: string;
  reader: Reader;
  onSubmit: (moment: LocalMoment) => void;
  onCancel: () => void;
}

/** Asks for a future date and time in the reader's time zone. */
export function MomentForm({ label, submit, reader, onSubmit, onCancel }: Props) {
  const form = momentText(reader);
  const [text, setText] = useState(() => form.write(`${dayFromNow(1, reader)}T09:00`));
  const [problem, setProblem] = useState<string>();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  async function submitForm(event: FormEvent) {
    event.preventDefault();
    await loadParser().catch(() => {});
    const moment = form.read(text);
    if (moment) onSubmit(moment);
    else setProblem(form.problem(text));
  }

  function cancelOnEscape(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onCancel();
  }

  return (
    <form onSubmit={submitForm} onKeyDown={cancelOnEscape} className={controls['box']}>
      <label className={controls['labelled']}>
        {label}
        <input
          ref={input}
          aria-invalid={problem !== undefined}
          aria-describedby={problem && id}
          autoComplete="off"
          value={text}
          onFocus={() => void loadParser()}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem(undefined);
          }}
          className={controls['input']}
        />
      </label>
      {problem && (
        <p id={id} role="alert" className={controls['overdue']}>
          {problem}
        </p>
      )}
      <div className={controls['line']}>
        <Button type="submit">{submit}</Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
