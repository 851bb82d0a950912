import { Temporal } from 'temporal-polyfill';
import { lastInstant } from '../clock.ts';
import type { Due } from '../events/task.schema.ts';

/** Relative reminders of an all-day due count from this time of its day. */
const allDayReminderTime = Temporal.PlainTime.from('09:00');

/**
 * The instant a due stands for; an all-day due is the last millisecond of that day in its zone. A wall-clock time
 * that daylight saving skips moves forward by the gap, a doubled one is the earlier (Temporal's "compatible").
 */
export function dueInstant(due: Due): Date {
  if (due.time !== null) return instantOf(Temporal.PlainDateTime.from(`${due.date}T${due.time}`), due.timeZone);
  const nextDay = Temporal.PlainDate.from(due.date).add({ days: 1 }).toZonedDateTime(due.timeZone);
  return new Date(Math.min(nextDay.epochMilliseconds - 1, lastInstant));
}

/**
 * When a reminder fires that is set `minutesBefore` a due. Before an all-day due it counts on the clock of the wall, so that a
 * day before is 09:00 also where daylight saving begins or ends in between; before a due with a time it counts what passes.
 */
export function reminderInstant(due: Due, minutesBefore: number): Date {
  if (due.time !== null) return new Date(dueInstant(due).getTime() - minutesBefore * 60_000);
  const wallTime = Temporal.PlainDate.from(due.date).toPlainDateTime(allDayReminderTime);
  return instantOf(wallTime.subtract({ minutes: minutesBefore }), due.timeZone);
}

function instantOf(wallTime: Temporal.PlainDateTime, timeZone: string): Date {
  const zoned = wallTime.toZonedDateTime(timeZone);
  // West of Greenwich the last possible day ends in a year that has five digits.
  return new Date(Math.min(zoned.epochMilliseconds, lastInstant));
}
