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
  /** What is stored when the field is left, and not at a pause before. */
  isHeld?: (value: Value) => boolean;
  /** Called when the person begins to type; what it returns is called when that ends. */
  begin?: () => () => void;
  /** What is typed is kept elsewhere, so that it need not be stored when the page is left. */
  isKept?: boolean;
}

/**
 * What is being typed, kept apart from what is stored: it is stored when typing pauses, when the field is left, and when it
 * goes away. While nothing is typed the field follows what is stored, which others may change.
 */
export function useDraft<Value>(options: Options<Value>) {
  const { stored, save, isSame = Object.is, isFit = () => true, isHeld = () => false, begin, isKept = false } = options;
  const [typed, setTyped] = useState<{ value: Value }>();
  /** What was stored when typing began, or what was handed over since. */
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
      // What was refused stays in the field, to be mended.
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
    /** For when the field is left. What is not fit to be stored gives way to what is. */
    leave() {
      keep(typed);
      known.current = undefined;
      end.current?.();
      setTyped(undefined);
    },
  };
}
