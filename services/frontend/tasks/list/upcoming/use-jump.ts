import { useEffect, useState } from 'react';
import type { Row } from '../groups/list.rows.ts';

interface Options {
  rows: readonly Row[];
  hasMore: boolean;
  /** Fetches more tasks. It is called again whenever the rows have changed. */
  more: () => void;
  scrollTo: (index: number) => void;
  focusRow: (id: string) => void;
}

/** Returns a function that scrolls to the heading of a day, or else to the next one, and fetches what lies before it. */
export function useJump({ rows, hasMore, more, scrollTo, focusRow }: Options): (day: string) => void {
  const [target, setTarget] = useState<string>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page of tasks is what it waits for
  useEffect(() => {
    if (target === undefined) return;
    const index = rows.findIndex((row) => row.kind === 'heading' && isFrom(row.key, target));
    if (index < 0 && hasMore) return more();
    setTarget(undefined);
    scrollTo(index < 0 ? rows.length - 1 : index);
    const next = index < 0 ? rows.at(-1) : rows[index + 1];
    if (next?.kind === 'task') focusRow(next.task.id);
  }, [target, rows, hasMore]);
  return setTarget;
}

/** Tells whether a group begins on the day, holds it, or comes after it. */
function isFrom(key: string, day: string): boolean {
  return /^\d/.test(key) && key >= day.slice(0, key.length);
}
