import { Temporal } from 'temporal-polyfill';
import type { Due, Recurrence } from '../../../shared/events/task.schema.ts';
import { dueInstant } from '../tasks/schedule/due.ts';
import { instant, type Property } from './calendar.property.ts';
import type { ExportedTask } from './transfer.schema.ts';

/** The RRULE by which an open occurrence repeats from its due on. */
export function recurrenceRule({ recurrence, due, seriesStart, occurrence }: ExportedTask): Property[] {
  if (!recurrence || !due) return [];
  const rule = {
    freq: recurrence.frequency.toUpperCase(),
    interval: recurrence.interval,
    ...ending(recurrence, due, occurrence ?? 1),
    ...days(recurrence, Temporal.PlainDate.from((seriesStart ?? due).date)),
  };
  // There is no RRULE for what counts from the day of completion.
  const from: Property[] = recurrence.from === 'completion' ? [['x-todo-repeats-from', {}, 'text', 'COMPLETION']] : [];
  return [['rrule', {}, 'recur', rule], ...from];
}

/** UNTIL is of the type of DTSTART: a date, or an instant. COUNT is what is left. */
function ending({ until, count }: Recurrence, due: Due, occurrence: number) {
  // The two may not occur together in one rule (section 3.3.10): the sooner end is taken where it can be told.
  if (until) return { until: due.time === null ? until : instant(dueInstant({ ...due, date: until }).toISOString()) };
  return count ? { count: Math.max(1, count - occurrence + 1) } : {};
}

/** A day that a short month lacks is its last day here, and is left out in RFC 5545 unless the rule says otherwise. */
function days(rule: Recurrence, start: Temporal.PlainDate) {
  const { frequency, weekdays, monthDays, nthWeekdays, months } = rule;
  if (weekdays) return { byday: weekdays.map(code), wkst: 'MO' };
  if (frequency !== 'monthly' && frequency !== 'yearly') return {};
  const bymonth = months
    ? { bymonth: months }
    : frequency === 'yearly' && (monthDays || nthWeekdays)
      ? { bymonth: start.month }
      : {};
  if (nthWeekdays)
    return { ...bymonth, byday: nthWeekdays.map(({ nth, weekday }) => `${nth === 5 ? -1 : nth}${code(weekday)}`) };
  if (monthDays && !(monthDays.length === 1 && monthDays[0]! > 28))
    return { ...bymonth, bymonthday: monthDays.map(lastIfLong) };
  const day = monthDays?.[0] ?? start.day;
  const lastOf = Array.from({ length: Math.max(0, day - 27) }, (_, index) => 28 + index);
  if (frequency === 'monthly' && lastOf.length > 1) return { bymonthday: lastOf, bysetpos: -1 };
  const inFebruary = months ? months.includes(2) : start.month === 2;
  if (frequency === 'yearly' && !months && lastOf.length > 1 && inFebruary) {
    return { bymonth: 2, bymonthday: lastOf, bysetpos: -1 };
  }
  // The last of several days of each month of a year cannot be told by position, which counts within the year.
  return { ...bymonth, ...(monthDays || months ? { bymonthday: lastIfLong(day) } : {}) };
}

function code(weekday: NonNullable<Recurrence['weekdays']>[number]): string {
  return weekday.slice(0, 2).toUpperCase();
}

/** Of several days, one that not every month has is written as the last: RFC 5545 would leave it out there. */
function lastIfLong(day: number): number {
  return day === 31 ? -1 : day;
}
