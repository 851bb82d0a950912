import { useRef, useState } from 'react';
import { useEdits } from '../tasks/edits/edits.context.ts';

/** The text of a field, which survives a reload until it is forgotten. */
export interface KeptText {
  text: string;
  change: (text: string) => void;
  /** Empties the field. The text itself is kept until `forget` says that it is stored elsewhere. */
  take: () => void;
  /** Puts a taken text back, before anything typed since. */
  putBack: (text: string) => void;
  /** Says that a taken text is stored elsewhere. Anything typed since is kept. */
  forget: (text: string) => void;
}

/** @param name is unique within the account */
export function useKeptText(name: string): KeptText {
  const { drafts } = useEdits();
  const [text, setText] = useState(() => drafts.read<string>(name) ?? '');
  const latest = useRef(text);

  function show(next: string): void {
    latest.current = next;
    setText(next);
  }

  function change(next: string): void {
    show(next);
    if (next.trim()) drafts.write(name, next);
    else drafts.remove(name);
  }

  return {
    text,
    change,
    take: () => show(''),
    putBack: (taken) => change([taken, latest.current].filter(Boolean).join(' ')),
    forget: (stored) => drafts.forget(name, stored),
  };
}
