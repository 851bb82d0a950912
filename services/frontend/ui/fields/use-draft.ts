import { useEffect, useRef, useState } from 'react';

/** Typing counts as paused after this time. */
const pauseMs = 900;

interface Options<Value> {
  stored: Value;
  /** Stores the value. It calls `refused` if the value was not stored. */
  save: (value: Value, refused: () => void) => void;
  isSame?: (a: Value, b: Value) => boolean;
  /** An unfit value is not stored. */
  isFit?: (value: Value) => boolean;
  /** A held value is stored when the field is left, not when typing pauses. */
  isHeld?: (value: Value) => boolean;
  /** Called when the person begins to type; the function that it returns is called when typing ends. */
  begin?: () => () => void;
  /** True if the draft is kept elsewhere, so that it need not be stored when the page is closed. */
  isKept?: boolean;
}

/**
 * Holds what is being typed, apart from the stored value. It is stored when typing pauses, when the field is left, and when the
 * component unmounts. While nothing is typed the field follows the stored value, which others may change.
 */
export function useDraft<Value>(options: Options<Value>) {
  const { stored, save, isSame = Object.is, isFit = () => true, isHeld = () => false, begin, isKept = false } = options;
  const [typed, setTyped] = useState<{ value: Value }>();
  /** The stored value when typing began, or the last one that was passed to `save` since. */
  const known = useRef<{ value: Value }>(undefined);
  const end = useRef<() => void>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function beginTyping(): void {
    if (known.current) return;
    known.current = { value: stored };
    end.current = begin?.();
  }

  function keep(draft: { value: Value } | undefined): void {
    clearTimeout(timer.current);
    if (!draft || !known.current || !isFit(draft.value) || isSame(draft.value, known.current.value)) return;
    known.current = draft;
    save(draft.value, () => {
      known.current = undefined;
      beginTyping();
      // A refused value stays in the field, so that the person can correct it.
      setTyped((now) => now ?? draft);
    });
  }

  const last = useRef<() => void>(() => {});
  const pause = useRef<() => void>(() => {});
  useEffect(() => {
    last.current = () => keep(typed);
    pause.current = () => typed && !isHeld(typed.value) && keep(typed);
  });
  useEffect(() => () => last.current(), []);
  const isTyped = typed !== undefined;
  useEffect(() => {
    if (!isTyped || isKept) return;
    const leave = () => last.current();
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, [isTyped, isKept]);

  return {
    value: typed ? typed.value : stored,
    isTyped,
    change(value: Value) {
      beginTyping();
      setTyped({ value });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => pause.current(), pauseMs);
    },
    /** To be called when the field is left. An unfit value is replaced by the stored one. */
    leave() {
      keep(typed);
      known.current = undefined;
      end.current?.();
      setTyped(undefined);
    },
  };
}
