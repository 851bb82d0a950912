import type { Grammar } from '../notation.ts';
import type { CalendarSpan } from '../values.ts';

const lengths: Record<string, CalendarSpan> = {
  day: { days: 1, months: 0 },
  week: { days: 7, months: 0 },
  fortnight: { days: 14, months: 0 },
  month: { days: 0, months: 1 },
  quarter: { days: 0, months: 3 },
  year: { days: 0, months: 12 },
};

export function spanOf(count: number, unit: string): CalendarSpan | undefined {
  const { days, months } = lengths[unit]!;
  if (!(count >= 1) || count > 9999) return undefined;
  return { days: days * count, months: months * count };
}

/** Lengths of time: of the calendar in days and months, of the clock in minutes. */
export const spanProductions: Grammar['productions'] = {
  span: [
    ['<count> <unit>', spanOf],
    ['<count> more <unit>', spanOf],
    [
      '<count> <unit> ,? and? <count> <unit>',
      (count: number, unit: string, more: number, smaller: string) => add(spanOf(count, unit), spanOf(more, smaller)),
    ],
    ['half a|an year', () => ({ days: 0, months: 6 })],
    ['a? half ~-? year', () => ({ days: 0, months: 6 })],
    ['a year and a half', () => ({ days: 0, months: 18 })],
  ],
  clockCount: [
    ['<upTo999>', (n: number) => n],
    ['<word>', (n: number) => n],
    ['a|an', () => 1],
    ['a? couple of?', () => 2],
  ],
  clockSpan: [
    ['<clockCount> <clockUnit>', (count: number, unit: string) => count * minutesIn(unit)],
    ['<clockCount> hour|hours|hr|hrs|h ,? and? <clockCount>', (hours: number, minutes: number) => hours * 60 + minutes],
    [
      '<clockCount> <clockUnit> ,? and? <clockCount> <clockUnit>',
      (hours: number, unit: string, minutes: number, small: string) =>
        unit === 'hour' && small === 'minute' ? hours * 60 + minutes : undefined,
    ],
    ['<clockCount> <clockUnit> and a half', (count: number, unit: string) => (count + 0.5) * minutesIn(unit)],
    ['<clockCount> and a half <clockUnit>', (count: number, unit: string) => (count + 0.5) * minutesIn(unit)],
    ['<digits> ~. ~<digits> hour|hours|hr|hrs|h', (whole: number, rest: number) => Number(`${whole}.${rest}`) * 60],
    ['half a|an hour|hr', () => 30],
    ['a half hour|hr', () => 30],
    ['a? quarter of? an? hour', () => 15],
    ['three quarters of an hour', () => 45],
  ],
};

function minutesIn(unit: string): number {
  return unit === 'hour' ? 60 : 1;
}

function add(one: CalendarSpan | undefined, other: CalendarSpan | undefined): CalendarSpan | undefined {
  return one && other && { days: one.days + other.days, months: one.months + other.months };
}
