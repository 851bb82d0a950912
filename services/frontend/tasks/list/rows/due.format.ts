import { dueInWords, fullDueInWords, timeInWords } from '../../../../../shared/language/format/due.format.ts';
import type { Reader } from '../../../../../shared/language/reader.ts';
import { isOverdue } from '../../filter/query/task.match.ts';
import type { Task } from '../../task.ts';

export interface DueWords {
  /** The shortest form: `today 09:00`. */
  text: string;
  /** The time alone, for below the heading of its day: `09:00`; empty for a whole day. */
  time: string;
  /** The full form: `Saturday, 31 January 2026, 09:00`. */
  full: string;
  overdue: boolean;
}

/** Describes when a task is due, for its reader; undefined without a due. */
export function formatDue(
  { due, dueAt, completed }: Pick<Task, 'due' | 'dueAt' | 'completed'>,
  reader: Reader,
): DueWords | undefined {
  if (!due || !dueAt) return undefined;
  return {
    text: dueInWords(due, reader),
    time: timeInWords(due, reader),
    full: fullDueInWords(due, reader),
    overdue: isOverdue({ completed, due, dueAt }, reader),
  };
}
