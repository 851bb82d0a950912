import { Temporal } from 'temporal-polyfill';
import type { Due } from '../task.ts';

/** The date that a zone's calendar shows, such as 2026-01-31. */
export function dateIn(at: Date, timeZone: string): string {
  return zoned(at, timeZone).toPlainDate().toString();
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The first Monday after that date. */
export function mondayAfter(date: string): string {
  return addDays(date, 8 - Temporal.PlainDate.from(date).dayOfWeek);
}

/** The instant a due stands for, as the server has it: an all-day due is the last millisecond of its day. */
export function dueInstant({ date, time, timeZone }: Due): string {
  const day = Temporal.PlainDate.from(date);
  const at =
    time === null
      ? day.add({ days: 1 }).toZonedDateTime(timeZone).subtract({ milliseconds: 1 })
      : day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) });
  return new Date(at.epochMilliseconds).toISOString();
}

/** When a reminder comes, as the server has it: before an all-day due it counts from 09:00 on the clock of the wall. */
export function reminderInstant(due: Due, minutesBefore: number): string {
  if (due.time !== null) return new Date(Date.parse(dueInstant(due)) - minutesBefore * 60_000).toISOString();
  const wallTime = Temporal.PlainDateTime.from(`${due.date}T09:00`).subtract({ minutes: minutesBefore });
  return new Date(wallTime.toZonedDateTime(due.timeZone).epochMilliseconds).toISOString();
}

function zoned(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}
