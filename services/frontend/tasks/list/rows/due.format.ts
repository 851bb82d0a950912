import { dueInWords } from '../../../../../shared/language/due.format.ts';
import { isOverdue } from '../../filter/query/task.match.ts';
import type { Task } from '../../task.ts';

export interface DueWords {
  /** As short as it goes: `today 09:00`. */
  text: string;
  /** As long as it goes: `Saturday, 31 January 2026, 09:00`. */
  full: string;
  overdue: boolean;
}

/** When a task is due, for whoever reads it in that zone; undefined without a due. */
export function formatDue(
  { due, dueAt, completed }: Pick<Task, 'due' | 'dueAt' | 'completed'>,
  now: Date,
  timeZone: string,
): DueWords | undefined {
  if (!due || !dueAt) return undefined;
  const long: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
  const day = new Intl.DateTimeFormat('en-GB', { ...long, timeZone: due.time === null ? due.timeZone : timeZone });
  const text = dueInWords(due, { timeZone, now });
  const time = due.time === null ? '' : `, ${text.slice(-5)}`;
  return {
    text,
    full: `${day.format(new Date(dueAt))}${time}`,
    overdue: isOverdue({ completed, due, dueAt }, { now, timeZone }),
  };
}
