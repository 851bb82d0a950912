import { useRef, useState } from 'react';
import { useEdits } from '../tasks/edits/edits.context.ts';

/** The text of a field, which is there again after a reload until it is forgotten. */
export interface KeptText {
  text: string;
  change: (text: string) => void;
  /** Empties the field; the text itself is kept until it is known to be stored elsewhere. */
  take: () => void;
  /** Puts a text that was taken before what was typed since. */
  putBack: (text: string) => void;
  /** The text is stored elsewhere. What was typed since is kept. */
  forget: (text: string) => void;
}

/** @param name of the field, unique within the account */
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
