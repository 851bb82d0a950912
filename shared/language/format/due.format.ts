import { Temporal } from 'temporal-polyfill';
import type { Reader } from '../reader.ts';
import { clockTime, type Moment, wallClock } from '../wall-clock.ts';
import { formatDate, formatTime } from './locale.format.ts';

/**
 * Writes when something is due, as its reader would say it: `today`, `tomorrow 18:00`, `Fri 09:00` within the next six days,
 * else `31 Jan`, and `31 Jan 2028` in another year; in the United States `tomorrow 6:00 PM` and `Jan 31`. A time is shown in
 * the reader's time zone; a whole day is not moved.
 */
export function dueInWords(due: Moment & { timeZone: string }, reader: Reader): string {
  const { date, time } = momentFor(due, reader);
  const day = dayInWords(date, reader);
  return time === null ? day : `${day} ${formatTime(time, reader.locale)}`;
}

/** Writes it in full: `Saturday, 31 January 2026, 09:00`. */
export function fullDueInWords(due: Moment & { timeZone: string }, reader: Reader): string {
  const { date, time } = momentFor(due, reader);
  const day = formatDate(date, 'fullDate', reader.locale);
  return time === null ? day : `${day}, ${formatTime(time, reader.locale)}`;
}

/** Writes the time alone: `09:00`; empty for a whole day. */
export function timeInWords(due: Moment & { timeZone: string }, reader: Reader): string {
  const { time } = momentFor(due, reader);
  return time === null ? '' : formatTime(time, reader.locale);
}

/** Writes an instant in the same way. */
export function instantInWords(at: Date, reader: Reader): string {
  const { timeZone } = reader;
  const wall = wallClock(timeZone, at);
  return dueInWords({ date: wall.toPlainDate().toString(), time: clockTime(wall), timeZone }, reader);
}

function dayInWords(date: string, { timeZone, now, locale }: Reader): string {
  const today = wallClock(timeZone, now).toPlainDate();
  const that = Temporal.PlainDate.from(date);
  const days = today.until(that).days;
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  if (days > 1 && days < 7) return formatDate(date, 'weekday', locale);
  return formatDate(date, that.year === today.year ? 'day' : 'date', locale);
}

/** Returns the moment on the reader's calendar and clock. */
function momentFor({ date, time, timeZone }: Moment & { timeZone: string }, reader: Reader): Moment {
  if (time === null || timeZone === reader.timeZone) return { date, time };
  const plainTime = Temporal.PlainTime.from(time);
  const there = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime }).withTimeZone(reader.timeZone);
  return { date: there.toPlainDate().toString(), time: clockTime(there.toPlainDateTime()) };
}
