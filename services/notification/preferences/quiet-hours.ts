import { Temporal } from 'temporal-polyfill';
import type { QuietHours } from '../../../shared/notifications/preferences.schema.ts';

/** Tells whether `now`, in that time zone, lies between `from` (inclusive) and `to` (exclusive). */
export function isQuiet({ from, to }: QuietHours, timeZone: string, now: Date): boolean {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return from < to ? from <= time && time < to : from <= time || time < to;
}
