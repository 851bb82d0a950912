import { Temporal } from 'temporal-polyfill';
import { type Due, lastInstant } from '../../../../shared/events/task.schema.ts';

/** Where relative reminders of an all-day due count from. */
const allDayReminderTime = Temporal.PlainTime.from('09:00');

/**
 * The instant a due stands for; an all-day due is the last millisecond of that day in its zone. A wall-clock time
 * that daylight saving skips moves forward by the gap, a doubled one is the earlier (Temporal's "compatible").
 */
export function dueInstant(due: Due): Date {
  if (due.time !== null) return instantOf(due, Temporal.PlainTime.from(due.time));
  const nextDay = Temporal.PlainDate.from(due.date).add({ days: 1 }).toZonedDateTime(due.timeZone);
  return new Date(Math.min(nextDay.epochMilliseconds - 1, lastInstant));
}

/** When a reminder fires that is set `minutesBefore` a due. */
export function reminderInstant(due: Due, minutesBefore: number): Date {
  const from = instantOf(due, due.time === null ? allDayReminderTime : Temporal.PlainTime.from(due.time));
  return new Date(from.getTime() - minutesBefore * 60_000);
}

function instantOf(due: Due, plainTime: Temporal.PlainTime): Date {
  const zoned = Temporal.PlainDate.from(due.date).toZonedDateTime({ timeZone: due.timeZone, plainTime });
  // West of Greenwich the last day there is goes on into a year that cannot be written.
  return new Date(Math.min(zoned.epochMilliseconds, lastInstant));
}
