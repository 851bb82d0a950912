import type { Recurrence } from '../../../events/task.schema.ts';
import { weekdays } from '../../../events/weekdays.ts';
import type { Grammar } from '../notation.ts';
import type { Day, Rule } from '../values.ts';
import { weekend, workdays } from './rule-day.productions.ts';

type From = Recurrence['from'];
type Frequency = Recurrence['frequency'];
type DateDay = Extract<Day, { kind: 'date' }>;

const units: Record<string, { frequency: Frequency; times: number }> = {
  day: { frequency: 'daily', times: 1 },
  week: { frequency: 'weekly', times: 1 },
  fortnight: { frequency: 'weekly', times: 2 },
  month: { frequency: 'monthly', times: 1 },
  quarter: { frequency: 'monthly', times: 3 },
  year: { frequency: 'yearly', times: 1 },
};

const sorted = (numbers: number[]) => [...new Set(numbers)].sort((a, b) => a - b);

export function weekdayNames(numbers: number[]): NonNullable<Recurrence['weekdays']> {
  return sorted(numbers).map((number) => weekdays[number - 1]!);
}

function every(from: From, interval: number, unit: string, sets: Partial<Rule> = {}): Rule | undefined {
  const { frequency, times } = units[unit]!;
  if (interval < 1 || interval * times > 999) return undefined;
  return { frequency, interval: interval * times, from, ...sets };
}

const weekly = (from: From, days: number[], interval = 1) =>
  every(from, interval, 'week', { weekdays: weekdayNames(days) });
const monthly = (from: From, days: number[], interval = 1) =>
  every(from, interval, 'month', { monthDays: sortedDays(days) });
const monthlyNth = (from: From, nths: number[], weekday: number, interval = 1) =>
  every(from, interval, 'month', { nthWeekdays: nthWeekdays(nths, weekday) });

/** The last day stands behind the others. */
function sortedDays(days: number[]): number[] {
  return sorted(days.map((day) => (day === -1 ? 32 : day))).map((day) => (day === 32 ? -1 : day));
}

function nthWeekdays(nths: number[], weekday: number) {
  return sortedDays(nths).map((nth) => ({ nth, weekday: weekdays[weekday - 1]! }));
}

/** "Every 1 January and 1 July": one day of several months, or several days of one. */
function yearly(from: From, days: DateDay[]): Rule | undefined {
  const inMonths = sorted(days.map(({ month }) => month!));
  const onDays = sorted(days.map(({ day }) => day));
  if (days.some(({ year }) => year !== undefined) || (inMonths.length > 1 && onDays.length > 1)) return undefined;
  return every(from, 1, 'year', { months: inMonths, monthDays: onDays });
}

export const ruleProductions: Grammar['productions'] = {
  rule: [
    ['<once>? <every> <unit>', (_: unknown, from: From, unit: string) => every(from, 1, unit)],
    [
      '<once>? <every> <times> <unit>',
      (_: unknown, from: From, count: number, unit: string) => every(from, count, unit),
    ],
    [
      '<every> <ordinal> <unit>',
      (from: From, nth: number, unit: string) => (nth > 1 ? every(from, nth, unit) : undefined),
    ],
    ['<once>? <every> other|alternate <unit>', (_: unknown, from: From, unit: string) => every(from, 2, unit)],
    ['<every> half ~-? year', (from: From) => every(from, 6, 'month')],
    ['once a|per <unit>', (unit: string) => every('due', 1, unit)],
    ['once in? <times> <unit>', (count: number, unit: string) => every('due', count, unit)],
    // On days of the week.
    ['<every> <weekdayList>', (from: From, days: number[][]) => weekly(from, days.flat())],
    ['<every> other <weekdayList>', (from: From, days: number[][]) => weekly(from, days.flat(), 2)],
    ['<every> <workdays>', weekly],
    ['<every> <weekendDays>', weekly],
    ['<every> other <weekendDays>', (from: From, days: number[]) => weekly(from, days, 2)],
    [
      '<weekRule> ,? on? the? <weekdayList>',
      (rule: Rule, days: number[][]) => ({ ...rule, weekdays: weekdayNames(days.flat()) }),
    ],
    ['<weekRule> on <workdays>', (rule: Rule, days: number[]) => ({ ...rule, weekdays: weekdayNames(days) })],
    ['<weekRule> on the? <weekendDays>', (rule: Rule, days: number[]) => ({ ...rule, weekdays: weekdayNames(days) })],
    ['<weekdayList> <every> week', (days: number[][], from: From) => weekly(from, days.flat())],
    ['<weekdayList> <every> other week', (days: number[][], from: From) => weekly(from, days.flat(), 2)],
    // On days of the month.
    ['<every> <digitOrdinals>', (from: From, days: number[]) => monthly(from, days)],
    ['<every> <ordinalList> <ofTheMonth>', (from: From, days: number[]) => monthly(from, days)],
    ['<every> last day', (from: From) => monthly(from, [-1])],
    ['on? the? <ordinalList> <ofEveryMonth>', (days: number[]) => monthly('due', days)],
    [
      '<monthRule> ,? on? the? <ordinalList>',
      (rule: Rule, days: number[]) => ({ ...rule, monthDays: sortedDays(days) }),
    ],
    ['<every> month ~-? end', (from: From) => monthly(from, [-1])],
    ['<every> end of the? month', (from: From) => monthly(from, [-1])],
    ['at|on|by? the? end of <every> month', (from: From) => monthly(from, [-1])],
    ['on? the? start|beginning of <every> month', (from: From) => monthly(from, [1])],
    // On the nth weekday of the month.
    ['<every> <nthList> <weekday> <ofTheMonth>?', monthlyNth],
    [
      'on? the? <nthList> <weekday> <ofEveryMonth>',
      (nths: number[], weekday: number) => monthlyNth('due', nths, weekday),
    ],
    [
      '<monthRule> ,? on? the? <nthList> <weekday>',
      (rule: Rule, nths: number[], weekday: number) => ({ ...rule, nthWeekdays: nthWeekdays(nths, weekday) }),
    ],
    // On days of the year.
    ['<every> <monthDayList>', yearly],
    ['every <monthList>', (months: number[]) => every('due', 1, 'year', { months: sorted(months), monthDays: [1] })],
    [
      '<every> <dayOrdinal> of <monthList>',
      (from: From, day: number, months: number[]) =>
        every(from, 1, 'year', { months: sorted(months), monthDays: [day] }),
    ],
    [
      '<every> <nthList> <weekday> of|in <monthList>',
      (from: From, nths: number[], weekday: number, months: number[]) =>
        every(from, 1, 'year', { months: sorted(months), nthWeekdays: nthWeekdays(nths, weekday) }),
    ],
    [
      '<yearRule> ,? on? the? <nthList> <weekday> of|in <monthList>',
      (rule: Rule, nths: number[], weekday: number, months: number[]) => ({
        ...rule,
        months: sorted(months),
        nthWeekdays: nthWeekdays(nths, weekday),
      }),
    ],
    [
      '<yearRule> ,? on? the? last day of|in <monthList>',
      (rule: Rule, months: number[]) => ({ ...rule, months: sorted(months), monthDays: [-1] }),
    ],
    [
      '<yearRule> ,? in <monthList>',
      (rule: Rule, months: number[]) => ({ ...rule, months: sorted(months), monthDays: [1] }),
    ],
    ['on? the? <writtenMonthDay> <every> year', (day: DateDay, from: From) => yearly(from, [day])],
    [
      '<every> last day of|in <monthList>',
      (from: From, months: number[]) => every(from, 1, 'year', { months: sorted(months), monthDays: [-1] }),
    ],
    // Counted from completion.
    ['<count> <unit> after <completion>', (count: number, unit: string) => every('completion', count, unit)],
  ],
  /** Words that also stand before nouns, as in "the weekly report". */
  adverbRule: [
    ['<adverb>', (adverb: string) => fromAdverb(adverb)],
    ['bi|semi ~-? <adverb>', (adverb: string) => twice(adverb)],
  ],
  pluralRule: [
    ['on? <pluralList>', (days: number[]) => weekly('due', days)],
    ['on? weekdays|workdays', () => weekly('due', workdays)],
    ['on|at? the? weekends', () => weekly('due', weekend)],
  ],
  writtenMonthDay: [['<monthDay>', (day: DateDay) => day]],
  weekRule: [
    ['<every> week', (from: From) => every(from, 1, 'week')],
    ['<every> <times> weeks|week|wks', (from: From, count: number) => every(from, count, 'week')],
    ['<every> other|alternate week', (from: From) => every(from, 2, 'week')],
    ['<every> fortnight', (from: From) => every(from, 2, 'week')],
    ['<every> <ordinal> week', (from: From, nth: number) => every(from, nth, 'week')],
    ['weekly', () => every('due', 1, 'week')],
    ['once a|per week', () => every('due', 1, 'week')],
    ['biweekly|fortnightly', () => every('due', 2, 'week')],
  ],
  monthRule: [
    ['<every> month', (from: From) => every(from, 1, 'month')],
    ['<every> <times> months|month', (from: From, count: number) => every(from, count, 'month')],
    ['<every> other|alternate month', (from: From) => every(from, 2, 'month')],
    ['<every> <ordinal> month', (from: From, nth: number) => every(from, nth, 'month')],
    ['<every> quarter', (from: From) => every(from, 3, 'month')],
    ['monthly', () => every('due', 1, 'month')],
    ['once a|per month', () => every('due', 1, 'month')],
    ['quarterly', () => every('due', 3, 'month')],
  ],
  yearRule: [
    ['<every> year', (from: From) => every(from, 1, 'year')],
    ['<every> <times> years|year', (from: From, count: number) => every(from, count, 'year')],
    ['<every> other year', (from: From) => every(from, 2, 'year')],
    ['yearly|annually', () => every('due', 1, 'year')],
    ['once a|per year', () => every('due', 1, 'year')],
  ],
  completion: [
    ['completion|completing|done|finishing|finished|completed', () => true],
    ['each|every|last completion', () => true],
    ['it is|was done|completed|finished', () => true],
    ["it's done|completed|finished", () => true],
  ],
};

function fromAdverb(adverb: string): Rule | undefined {
  const [count, unit] = adverb.split(' ');
  return every('due', Number(count), unit!);
}

/** "Bi-weekly" is every two weeks, and "semi-annually" every half year. */
function twice(adverb: string): Rule | undefined {
  const [count, unit] = adverb.split(' ');
  return count === '1' && unit !== 'day' ? every('due', 2, unit!) : undefined;
}
