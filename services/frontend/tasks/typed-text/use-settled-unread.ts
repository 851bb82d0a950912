import { useEffect, useState } from 'react';
import type { UnreadSpan } from '../../../../shared/language/quick-add.ts';

/** Notes wait for a pause in typing, because a half-typed date is never understood. */
const pauseMs = 600;

/** Returns the phrases that were not understood, once the person has paused after them, as long as they stay in the text. */
export function useSettledUnread(text: string, unread: readonly UnreadSpan[] = []): UnreadSpan[] {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return unread.filter((span) => settled.includes(span.text));
}
