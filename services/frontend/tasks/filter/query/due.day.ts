import { dateIn } from '../../sync/task.instant.ts';
import type { Due, Task } from '../../task.ts';

/** The days of timed dues in one time zone. Tasks are never changed in place, and computing a day is slow. */
let known: { timeZone: string; days: WeakMap<object, string> } = { timeZone: '', days: new WeakMap() };

/** Returns the day on which a task is due in the user's time zone; undefined without a due. */
export function dueDayOf(task: Pick<Task, 'due' | 'dueAt'>, timeZone: string): string | undefined {
  if (task.dueAt === null) return undefined;
  if (isAllDay(task)) return task.due.date;
  if (known.timeZone !== timeZone) known = { timeZone, days: new WeakMap() };
  let day = known.days.get(task);
  if (day === undefined) {
    day = dateIn(new Date(task.dueAt), timeZone);
    known.days.set(task, day);
  }
  return day;
}

export function isAllDay(task: Pick<Task, 'due'>): task is { due: Due } {
  return task.due?.time === null;
}
