import { Temporal } from 'temporal-polyfill';

/** Returns the date in the time zone, such as 2026-01-31. */
export function dateIn(at: Date, timeZone: string): string {
  return zoned(at, timeZone).toPlainDate().toString();
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Returns the first Monday after the date. */
export function mondayAfter(date: string): string {
  return addDays(date, 8 - Temporal.PlainDate.from(date).dayOfWeek);
}

function zoned(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}
