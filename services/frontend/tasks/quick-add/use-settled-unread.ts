import { useEffect, useState } from 'react';
import type { UnreadSpan } from '../../../../shared/language/quick-add.ts';

/** A date that is being typed is not understood at every letter. */
const pauseMs = 600;

/** What was not read in a text, once the person has paused behind it; that is told as long as it stands there. */
export function useSettledUnread(text: string, unread: readonly UnreadSpan[] = []): UnreadSpan[] {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return unread.filter((span) => settled.includes(span.text));
}
