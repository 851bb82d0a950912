import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../../../ui/button.tsx';
import controls from '../controls.module.css';
import { dayFromNow, type LocalMoment, localOf } from './moments.ts';

interface Props {
  label: string;
  submit: string;
  reader: { timeZone: string; now: Date };
  onSubmit: (moment: LocalMoment) => void;
  onCancel: () => void;
}

/** Asks for a date and a time on the reader's clock, not before now. */
export function MomentForm({ label, submit, reader, onSubmit, onCancel }: Props) {
  const [moment, setMoment] = useState<LocalMoment>(() => `${dayFromNow(1, reader)}T09:00`);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  function submitForm(event: FormEvent) {
    event.preventDefault();
    if (moment) onSubmit(moment);
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
          type="datetime-local"
          required
          min={localOf(reader.now, reader.timeZone)}
          max="9999-12-31T23:59"
          value={moment}
          onChange={(event) => setMoment(event.currentTarget.value)}
          className={controls['input']}
        />
      </label>
      <div className={controls['line']}>
        <Button type="submit">{submit}</Button>
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
