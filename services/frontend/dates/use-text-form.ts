import { useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useDraft } from '../ui/fields/use-draft.ts';
import { loadParser, type TextForm } from './date.texts.ts';

export interface TextFormOptions {
  value: string;
  form: TextForm;
  /** Called with the value that was read. `save` calls `refused` if the value was not stored. */
  save: (value: string, refused: () => void) => void;
  /** Whether the field may be empty. Otherwise an emptied field gets its value back. */
  isOptional?: boolean | undefined;
  begin?: (() => () => void) | undefined;
}

/** Holds the text of a field whose value people write in words. A text that is not understood stays as typed and is reported. */
export function useTextForm({ value, form, save, isOptional = false, begin }: TextFormOptions) {
  const read = (text: string) => (text.trim() === '' ? (isOptional ? '' : undefined) : form.read(text));
  const [left, setLeft] = useState<string>();
  const draft = useDraft<string>({
    stored: form.write(value),
    save: (text, refused) => save(read(text)!, refused),
    isSame: (a, b) => read(a) === read(b),
    isFit: (text) => read(text) !== undefined,
    ...(begin ? { begin } : {}),
  });

  function settle(): void {
    if (draft.value.trim() === '' || read(draft.value) !== undefined) draft.leave();
    else setLeft(draft.value);
  }

  const latest = useRef(settle);
  useLayoutEffect(() => {
    latest.current = settle;
  });
  const leave = () => void loadParser().finally(() => latest.current());

  return {
    text: draft.value,
    problem: draft.isTyped && left === draft.value ? form.problem(draft.value) : undefined,
    prepare: () => void loadParser(),
    change: draft.change,
    /** Reads the text and saves its value. */
    leave,
    choose(chosen: string) {
      flushSync(() => draft.change(form.write(chosen)));
      leave();
    },
  };
}
