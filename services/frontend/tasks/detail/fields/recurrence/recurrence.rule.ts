import type { Recurrence } from '../../../task.ts';

export type Frequency = Recurrence['frequency'];
export type Weekday = NonNullable<Recurrence['weekdays']>[number];

export const weekdayNames: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};
export const weekdays = Object.keys(weekdayNames) as Weekday[];

export const unitOf: Record<Frequency, string> = { daily: 'day', weekly: 'week', monthly: 'month', yearly: 'year' };

const inMonths = new Set<Frequency>(['monthly', 'yearly']);

/** Changes the frequency; the rest of the rule stays as far as it fits. */
export function withFrequency(rule: Recurrence | null, frequency: Frequency): Recurrence {
  const { weekdays, monthDays, nthWeekdays, months, ...rest }: Partial<Recurrence> = rule ?? {};
  return {
    interval: 1,
    from: 'due',
    ...rest,
    frequency,
    ...(frequency === 'weekly' && weekdays ? { weekdays } : {}),
    ...(inMonths.has(frequency) && monthDays ? { monthDays } : {}),
    ...(inMonths.has(frequency) && nthWeekdays ? { nthWeekdays } : {}),
    ...(frequency === 'yearly' && months ? { months } : {}),
  };
}

/** Repeats on these weekdays, or if there are none, on the due's weekday. */
export function withWeekdays({ weekdays: _, ...rule }: Recurrence, chosen: readonly Weekday[]): Recurrence {
  return chosen.length === 0 ? rule : { ...rule, weekdays: weekdays.filter((day) => chosen.includes(day)) };
}

/** Repeats on these days of the month, or else on these weekdays of the month, or if there are none, on the due's day. */
export function withDays(
  { monthDays: _days, nthWeekdays: _weekdays, ...rule }: Recurrence,
  days: Pick<Recurrence, 'monthDays' | 'nthWeekdays'>,
): Recurrence {
  return { ...rule, ...days };
}

/** Repeats in these months, or if there are none, in the due's month. */
export function withMonths({ months: _, ...rule }: Recurrence, months: number[]): Recurrence {
  return months.length === 0 ? rule : { ...rule, months: inOrder(months) };
}

/** Sorts days of the month as the server does, with -1, the last day, at the end. */
export function inOrder(numbers: readonly number[]): number[] {
  const rank = (number: number) => (number === -1 ? Number.POSITIVE_INFINITY : number);
  return numbers.toSorted((a, b) => rank(a) - rank(b));
}

export type End = 'never' | 'until' | 'count';

export function endOf({ until, count }: Recurrence): End {
  if (until) return 'until';
  return count ? 'count' : 'never';
}

/** Ends the rule on a day, after a number of times, or never. */
export function withEnd(
  { until: _until, count: _count, ...rule }: Recurrence,
  end: { until?: string; count?: number },
): Recurrence {
  return { ...rule, ...end };
}

/** Returns the whole number from 1 to `most` in the text; undefined if it has none. */
export function wholeNumber(text: string, most: number): number | undefined {
  const number = Number(text);
  return /^\d+$/.test(text.trim()) && number >= 1 && number <= most ? number : undefined;
}
