import { Temporal } from 'temporal-polyfill';
import { formatTime } from '../../../../../../shared/language/format/locale.format.ts';
import type { Reader } from '../../../../../../shared/language/reader.ts';
import { wallClock } from '../../../../../../shared/language/wall-clock.ts';

/** A local time as an `<input type="datetime-local">` holds it, such as `2026-01-31T09:00`. */
export type LocalMoment = string;

/** Returns the instant of a local time. A time that the clock skips moves forward. */
export function instantOf(local: LocalMoment, timeZone: string): string {
  return Temporal.PlainDateTime.from(local)
    .toZonedDateTime(timeZone)
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });
}

/** Returns the local time at an instant. */
export function localOf(at: Date, timeZone: string): LocalMoment {
  return wallClock(timeZone, at).toString({ smallestUnit: 'minute' });
}

/** Returns the reader's date that many days from now, such as `2026-01-31`. */
export function dayFromNow(days: number, { timeZone, now }: Pick<Reader, 'timeZone' | 'now'>): string {
  return wallClock(timeZone, now).toPlainDate().add({ days }).toString();
}

/** Returns the number of days until the next Monday: from 1, on a Sunday, to 7. */
export function daysToMonday({ timeZone, now }: Pick<Reader, 'timeZone' | 'now'>): number {
  return 8 - wallClock(timeZone, now).dayOfWeek;
}

export interface Postponement {
  label: string;
  until: string;
}

/** Returns usual times to put something off to. A time that has passed today is not offered. */
export function postponements(reader: Reader): Postponement[] {
  const { timeZone, now, locale } = reader;
  const nine = formatTime('09:00', locale);
  const morning = (days: number) => instantOf(`${dayFromNow(days, reader)}T09:00`, timeZone);
  const evening = instantOf(`${dayFromNow(0, reader)}T18:00`, timeZone);
  const inAnHour = new Date(Math.ceil((now.getTime() + 60 * 60_000) / 60_000) * 60_000).toISOString();
  return [
    { label: 'In an hour', until: inAnHour },
    ...(Date.parse(evening) > Date.parse(inAnHour)
      ? [{ label: `This evening, ${formatTime('18:00', locale)}`, until: evening }]
      : []),
    { label: `Tomorrow, ${nine}`, until: morning(1) },
    ...(daysToMonday(reader) > 1 ? [{ label: `Next Monday, ${nine}`, until: morning(daysToMonday(reader)) }] : []),
  ];
}
