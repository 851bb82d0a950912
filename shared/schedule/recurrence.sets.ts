import { Temporal } from 'temporal-polyfill';
import type { Recurrence } from '../events/task.schema.ts';
import { weekdays } from '../events/weekdays.ts';

/** Tells whether a rule names days or months, instead of taking them from its first date. */
export function namesDates({ monthDays, nthWeekdays, months }: Recurrence): boolean {
  return !!(monthDays || nthWeekdays || months);
}

/**
 * Returns the date of the n-th occurrence of a monthly or yearly rule that names days or months. Occurrence 1 is the first date,
 * even if the rule does not name it. The others are the dates that the rule names in every interval-th month or year.
 */
export function namedOccurrence(start: Temporal.PlainDate, rule: Recurrence, n: number): Temporal.PlainDate {
  if (n === 1) return start;
  let left = n - 1;
  for (const month of months(start, rule)) {
    const isFirst = month.year === start.year && month.month === start.month;
    const days = daysIn(month, start.day, rule).filter((day) => !isFirst || day > start.day);
    if (left <= days.length) return Temporal.PlainDate.from({ ...month, day: days[left - 1]! }, { overflow: 'reject' });
    left -= days.length;
  }
  throw new RangeError('The occurrence lies after the last year.');
}

interface Month {
  year: number;
  month: number;
}

const lastYear = 9999;

/** Yields the months of the rule, beginning with that of the first date. */
function* months(start: Temporal.PlainDate, { frequency, interval, months = [start.month] }: Recurrence) {
  if (frequency === 'monthly') {
    for (let index = start.year * 12 + start.month - 1; index < (lastYear + 1) * 12; index += interval) {
      yield { year: Math.floor(index / 12), month: (index % 12) + 1 };
    }
    return;
  }
  for (let { year } = start; year <= lastYear; year += interval) {
    for (const month of months) if (year > start.year || month >= start.month) yield { year, month };
  }
}

/**
 * Returns the days of a month that the rule names, in order. A day that the month lacks is its last day, or its last such
 * weekday.
 */
function daysIn(month: Month, ownDay: number, { monthDays, nthWeekdays }: Recurrence): number[] {
  const length = new Date(Date.UTC(month.year, month.month, 0)).getUTCDate();
  if (!nthWeekdays) {
    const days = (monthDays ?? [ownDay]).map((day) => (day === -1 ? length : Math.min(day, length)));
    return [...new Set(days)].sort((a, b) => a - b);
  }
  const firstWeekday = (new Date(Date.UTC(month.year, month.month - 1, 1)).getUTCDay() + 6) % 7;
  const days = nthWeekdays.map(({ nth, weekday }) => {
    const first = 1 + ((weekdays.indexOf(weekday) - firstWeekday + 7) % 7);
    const last = first + Math.floor((length - first) / 7) * 7;
    return nth === -1 ? last : Math.min(first + (nth - 1) * 7, last);
  });
  return [...new Set(days)].sort((a, b) => a - b);
}
