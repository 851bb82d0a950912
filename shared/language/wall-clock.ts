import { Temporal } from 'temporal-polyfill';

/** A day, and perhaps a time of day, on the person's own calendar and clock. */
export interface Moment {
  /** `2027-01-31` */
  date: string;
  /** `18:00`; null is the whole day. */
  time: string | null;
}

/** Returns the current date and time in a time zone. */
export function wallClock(timeZone: string, now: Date): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDateTime();
}

/** Tells whether a moment is over. A whole day is over when the next one begins. */
export function isPast({ date, time }: Moment, now: Temporal.PlainDateTime): boolean {
  const today = now.toPlainDate().toString();
  return date < today || (date === today && time !== null && time <= clockTime(now));
}

export function clockTime(at: Temporal.PlainDateTime): string {
  return at.toPlainTime().toString({ smallestUnit: 'minute' });
}
