import { Temporal } from 'temporal-polyfill';
import { type Moment, wallClock } from './wall-clock.ts';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
export const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface Reader {
  timeZone: string;
  now: Date;
}

/**
 * Writes when something is due, as its reader would say it: `today`, `tomorrow 18:00`, `Fri 09:00` within the next six days,
 * else `31 Jan`, and `31 Jan 2028` in another year. A time is shown in the reader's time zone; a whole day is not moved.
 */
export function dueInWords(due: Moment & { timeZone: string }, { timeZone, now }: Reader): string {
  const there = due.time === null || due.timeZone === timeZone ? due : inZone(due, timeZone);
  const day = dayInWords(there.date, { timeZone, now });
  return there.time === null ? day : `${day} ${there.time}`;
}

/** Writes an instant in the same way. */
export function instantInWords(at: Date, { timeZone, now }: Reader): string {
  const wall = wallClock(timeZone, at);
  const time = wall.toPlainTime().toString({ smallestUnit: 'minute' });
  return dueInWords({ date: wall.toPlainDate().toString(), time, timeZone }, { timeZone, now });
}

/** Writes a date as in `31 Dec 2027`. */
export function dateInWords(date: string): string {
  const { day, month, year } = Temporal.PlainDate.from(date);
  return `${day} ${monthNames[month - 1]} ${year}`;
}

function dayInWords(date: string, { timeZone, now }: Reader): string {
  const today = wallClock(timeZone, now).toPlainDate();
  const that = Temporal.PlainDate.from(date);
  const days = today.until(that).days;
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  if (days > 1 && days < 7) return weekdays[that.dayOfWeek - 1]!;
  return that.year === today.year ? `${that.day} ${monthNames[that.month - 1]}` : dateInWords(date);
}

function inZone({ date, time, timeZone }: Moment & { timeZone: string }, reader: string): Moment {
  const plainTime = Temporal.PlainTime.from(time ?? '00:00');
  const there = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime }).withTimeZone(reader);
  return {
    date: there.toPlainDate().toString(),
    time: there.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}
