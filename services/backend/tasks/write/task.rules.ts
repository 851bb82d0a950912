import { isDeepStrictEqual } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import type { Reminder, Task } from '../../../../shared/entities/index.ts';
import type { Due, Recurrence } from '../../../../shared/events/task.schema.ts';
import { ValidationFailed } from '../../../../shared/http/problem.ts';
import type { NewTask, ReminderInput } from './task.input.ts';

/** A rule begins a series of its own, of which this task is the first. */
export function seriesOf(recurrence: NewTask['recurrence'], due: Due | null) {
  if (!recurrence) return { recurrence: null, seriesId: null, occurrence: null, seriesStart: null };
  return { recurrence, seriesId: uuidv7(), occurrence: 1, seriesStart: due };
}

/** Tells whether two rules have the same dates. They may end differently, and count from the due or from the completion. */
export function isSameSeries(one: NewTask['recurrence'], other: Task['recurrence']): boolean {
  const datesOf = ({ from: _from, until: _until, count: _count, ...dates }: Recurrence) => dates;
  return !!one && !!other && isDeepStrictEqual(datesOf(one), datesOf(other));
}

/** An occurrence may be moved past the end of its series, but no rule is set that ends before the due. */
export function requireLaterEnd(recurrence: NewTask['recurrence'], due: Pick<Due, 'date'> | null | undefined): void {
  if (!recurrence?.until || !due || recurrence.until >= due.date) return;
  throw new ValidationFailed([{ path: 'recurrence.until', message: `Must not be before the due, ${due.date}.` }]);
}

export function requireNoParent({ parentId }: Pick<Task, 'parentId'>): void {
  if (parentId)
    throw new ValidationFailed([{ path: 'recurrence', message: 'A subtask cannot repeat; its parent can.' }]);
}

interface NeedsDue {
  due?: unknown;
  recurrence?: unknown;
  reminders: (Pick<Reminder, 'minutesBefore'> | ReminderInput)[];
}

export function requireDue({ due, recurrence, reminders }: NeedsDue): void {
  if (due) return;
  const errors = [];
  if (recurrence) errors.push({ path: 'recurrence', message: 'Needs a due; set due as well, or clear recurrence.' });
  const relative = reminders.findIndex((reminder) => 'minutesBefore' in reminder && reminder.minutesBefore != null);
  if (relative >= 0) {
    errors.push({ path: `reminders.${relative}.minutesBefore`, message: 'Needs a due; set due as well, or use "at".' });
  }
  if (errors.length) throw new ValidationFailed(errors);
}
