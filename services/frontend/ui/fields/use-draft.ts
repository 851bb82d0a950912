import { useEffect, useRef, useState } from 'react';

/** How long a pause in typing is. */
const pauseMs = 900;

interface Options<Value> {
  stored: Value;
  /** Called with what is to be stored; `refused` is to be called when it was not. */
  save: (value: Value, refused: () => void) => void;
  isSame?: (a: Value, b: Value) => boolean;
  /** What is not yet, or no longer, fit to be stored is not. */
  isFit?: (value: Value) => boolean;
}

/**
 * What is being typed, kept apart from what is stored: it is stored when typing pauses, when the field is left, and when it
 * goes away. While nothing is typed the field follows what is stored, which others may change.
 */
export function useDraft<Value>({ stored, save, isSame = Object.is, isFit = () => true }: Options<Value>) {
  const [typed, setTyped] = useState<{ value: Value }>();
  /** What was handed over last, and may not be stored yet. */
  const handed = useRef<{ value: Value }>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function keep(draft: { value: Value } | undefined): void {
    clearTimeout(timer.current);
    if (!draft || !isFit(draft.value) || isSame(draft.value, (handed.current ?? { value: stored }).value)) return;
    handed.current = draft;
    save(draft.value, () => {
      handed.current = undefined;
      // What was refused stays in the field, to be mended.
      setTyped((now) => now ?? draft);
    });
  }

  const last = useRef<() => void>(() => {});
  useEffect(() => {
    last.current = () => keep(typed);
  });
  useEffect(() => () => last.current(), []);

  return {
    value: typed ? typed.value : stored,
    change(value: Value) {
      setTyped({ value });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => last.current(), pauseMs);
    },
    /** For when the field is left. What is not fit to be stored gives way to what is. */
    leave() {
      keep(typed);
      handed.current = undefined;
      setTyped(undefined);
    },
  };
}
