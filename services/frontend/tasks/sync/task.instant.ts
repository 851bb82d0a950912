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

function zoned(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}
