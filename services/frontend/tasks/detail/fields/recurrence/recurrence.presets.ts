import { Temporal } from 'temporal-polyfill';
import type { Recurrence } from '../../../task.ts';
import { weekdays } from './recurrence.rule.ts';

export type NthWeekday = NonNullable<Recurrence['nthWeekdays']>[number];

/** Returns the most likely rules of a task that is due on a date such as `2027-01-31`. */
export function presets(date: string): Recurrence[] {
  const { day, month } = Temporal.PlainDate.from(date);
  const every = { interval: 1, from: 'due' } as const;
  const { nth, weekday } = nthWeekdayOf(date);
  const named = [{ nth, weekday }, ...(nth !== -1 && isInLastWeek(date) ? [{ nth: -1 as const, weekday }] : [])];
  return [
    { ...every, frequency: 'weekly', weekdays: weekdays.slice(0, 5) },
    { ...every, frequency: 'weekly', weekdays: [weekday] },
    { ...every, frequency: 'monthly', monthDays: [day] },
    ...named.map((one): Recurrence => ({ ...every, frequency: 'monthly', nthWeekdays: [one] })),
    { ...every, frequency: 'monthly', monthDays: [-1] },
    { ...every, frequency: 'yearly', monthDays: [day], months: [month] },
  ];
}

/** Returns which weekday of its month a date is. A fifth one counts as the last, because few months have five. */
export function nthWeekdayOf(date: string): NthWeekday {
  const { day, dayOfWeek } = Temporal.PlainDate.from(date);
  const nth = Math.ceil(day / 7);
  return { nth: nth === 5 ? -1 : nth, weekday: weekdays[dayOfWeek - 1]! };
}

function isInLastWeek(date: string): boolean {
  const { day, daysInMonth } = Temporal.PlainDate.from(date);
  return day > daysInMonth - 7;
}

/**
 * Tells whether the next dates follow from the due alone. Otherwise they depend on when the task is completed, or on an earlier
 * due: 31 March follows 28 February if the series began on the 31st.
 */
export function hasPredictableDates(
  { frequency, from, monthDays, nthWeekdays }: Recurrence,
  date: string,
  occurrence: number,
) {
  if (from === 'completion') return false;
  if (occurrence <= 1 || monthDays || nthWeekdays || frequency === 'daily' || frequency === 'weekly') return true;
  const { day, daysInMonth } = Temporal.PlainDate.from(date);
  return day < daysInMonth || day === 31;
}
