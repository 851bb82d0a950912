import { Temporal } from 'temporal-polyfill';
import { lastInstant } from '../clock.ts';
import type { Due } from '../events/task.schema.ts';

/** Relative reminders of an all-day due count from this time of its day. */
const allDayReminderTime = Temporal.PlainTime.from('09:00');

/**
 * Returns the instant of a due. An all-day due stands for the last millisecond of its day in its zone. A local time that daylight
 * saving skips moves forward by the gap, and of a repeated one the earlier counts (Temporal's "compatible").
 */
export function dueInstant(due: Due): Date {
  if (due.time !== null) return instantOf(Temporal.PlainDateTime.from(`${due.date}T${due.time}`), due.timeZone);
  const nextDay = Temporal.PlainDate.from(due.date).add({ days: 1 }).toZonedDateTime(due.timeZone);
  return new Date(Math.min(nextDay.epochMilliseconds - 1, lastInstant));
}

/**
 * Returns the instant of a reminder that is `minutesBefore` a due. For an all-day due the minutes count in local time, so that a
 * day before is 09:00 even if daylight saving begins or ends in between. For a due with a time they count as they pass.
 */
export function reminderInstant(due: Due, minutesBefore: number): Date {
  if (due.time !== null) return new Date(dueInstant(due).getTime() - minutesBefore * 60_000);
  const wallTime = Temporal.PlainDate.from(due.date).toPlainDateTime(allDayReminderTime);
  return instantOf(wallTime.subtract({ minutes: minutesBefore }), due.timeZone);
}

function instantOf(wallTime: Temporal.PlainDateTime, timeZone: string): Date {
  const zoned = wallTime.toZonedDateTime(timeZone);
  // West of Greenwich, the last possible day ends in a year with five digits.
  return new Date(Math.min(zoned.epochMilliseconds, lastInstant));
}
