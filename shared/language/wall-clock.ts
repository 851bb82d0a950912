import { Temporal } from 'temporal-polyfill';

/** A day, and the time of day where one is meant: as the person's own calendar and clock show them. */
export interface Moment {
  /** `2027-01-31` */
  date: string;
  /** `18:00`; null is the whole day. */
  time: string | null;
}

/** What the clock on that wall shows now. */
export function wallClock(timeZone: string, now: Date): Temporal.PlainDateTime {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDateTime();
}

/** Whether a moment is over; a whole day is over when the next one begins. */
export function isPast({ date, time }: Moment, now: Temporal.PlainDateTime): boolean {
  const today = now.toPlainDate().toString();
  return date < today || (date === today && time !== null && time <= clockTime(now));
}

export function clockTime(at: Temporal.PlainDateTime): string {
  return at.toPlainTime().toString({ smallestUnit: 'minute' });
}
