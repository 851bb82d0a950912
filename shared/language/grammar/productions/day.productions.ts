import type { Grammar } from '../notation.ts';
import type { CalendarSpan, Day, PeriodUnit } from '../values.ts';
import { date } from './date.productions.ts';
import { spanOf } from './span.productions.ts';

const counted = (days: number, months = 0): Day => ({ kind: 'counted', span: { days, months } });
const period = (edge: 'first' | 'last', unit: PeriodUnit, ahead: number): Day => ({
  kind: 'period',
  edge,
  unit,
  ahead,
});
const after = (span: CalendarSpan, from: Day): Day => ({ kind: 'counted', span, from });
const before = ({ days, months }: CalendarSpan, from: Day) => after({ days: -days, months: -months }, from);
const week: CalendarSpan = { days: 7, months: 0 };
const afterWeeks = (count: number, from: Day) => {
  const span = spanOf(count, 'week');
  return span && after(span, from);
};

/** Days that nothing else can be meant by. */
export const plainDayProductions: Grammar['productions'] = {
  plainDay: [
    ['today|tod|2day', () => counted(0)],
    ['later today', () => counted(0)],
    ['tomorrow|tommorow|tomorow|tommorrow|tomorrrow|tmrw|tmr|tmw|tomoz|2moro', () => counted(1)],
    ['the? day after tomorrow|tmrw', () => counted(2)],
    ['overmorrow', () => counted(2)],
    ['yesterday', () => counted(-1)],
    ['the? day before yesterday', () => counted(-2)],
    ['<span> ago', (span: CalendarSpan) => before(span, counted(0))],
    ['in|within the? next? <span>', (span: CalendarSpan) => after(span, counted(0))],
    ['in <span> time', (span: CalendarSpan) => after(span, counted(0))],
    ["in <span> ' time", (span: CalendarSpan) => after(span, counted(0))],
    ["in a|one week's time", () => counted(7)],
    ["in a|one day's time", () => counted(1)],
    ["in a|one fortnight's time", () => counted(14)],
    ["in a|one month's time", () => counted(0, 1)],
    ["in a|one year's time", () => counted(0, 12)],
    ['<span> from now|today', (span: CalendarSpan) => after(span, counted(0))],
    ['<span> hence', (span: CalendarSpan) => after(span, counted(0))],
    ['<span> from now|today ,? on <weekday>', (span: CalendarSpan, on: number): Day => ({ kind: 'counted', span, on })],
    ['<weekday> ,? <span> from now|today', (on: number, span: CalendarSpan): Day => ({ kind: 'counted', span, on })],
    ['<span> from|after|past <anyDay>', after],
    ['week from|after <anyDay>', (from: Day) => after(week, from)],
    ['<span> before|prior <anyDay>', before],
    ['the day before <anyDay>', (from: Day) => before({ days: 1, months: 0 }, from)],
    ['the day after <anyDay>', (from: Day) => after({ days: 1, months: 0 }, from)],
    ['the <weekday> before <anyDay>', (on: number, from: Day): Day => ({ ...before(week, from), on }) as Day],
    [
      'the <weekday> after <anyDay>',
      (on: number, from: Day): Day => ({ kind: 'counted', span: { days: 1, months: 0 }, from, on }),
    ],
    ['<count>? week|weeks on? <namedDay>', (count = 1, day: Day) => afterWeeks(count, day)],
    ['<namedDay> week', (day: Day) => after(week, day)],
    ['next|following week', () => period('first', 'week', 1)],
    ['next month', () => period('first', 'month', 1)],
    ['next quarter', () => period('first', 'quarter', 1)],
    ['next year', () => period('first', 'year', 1)],
    ['this week', () => period('last', 'week', 0)],
    ['this month', () => period('last', 'month', 0)],
    ['this quarter', () => period('last', 'quarter', 0)],
    ['this year', () => period('last', 'year', 0)],
    ['later|sometime this week', () => period('last', 'week', 0)],
    ['later|sometime this month', () => period('last', 'month', 0)],
    ['this coming? weekend', (): Day => ({ kind: 'weekend', ahead: 0 })],
    ['coming weekend', (): Day => ({ kind: 'weekend', ahead: 0 })],
    ['next weekend', (): Day => ({ kind: 'weekend', ahead: 1 })],
    [
      '<edge> <ahead>? <periodUnit>',
      (edge: 'first' | 'last', ahead = 0, unit: PeriodUnit) => period(edge, unit, ahead),
    ],
    ['eow', () => period('last', 'week', 0)],
    ['eom', () => period('last', 'month', 0)],
    ['eoy', () => period('last', 'year', 0)],
  ],
  edge: [
    ['at|by? the? end of', () => 'last'],
    ['on? the? last day of', () => 'last'],
    ['at? the? start|beginning of', () => 'first'],
    ['on? the? first day of', () => 'first'],
  ],
  ahead: [
    ['this|the|current', () => 0],
    ['next', () => 1],
    ['the? following|coming', () => 1],
  ],
  periodUnit: [
    ['week|wk', () => 'week'],
    ['month', () => 'month'],
    ['quarter', () => 'quarter'],
    ['year', () => 'year'],
  ],
};

export const dayProductions: Grammar['productions'] = {
  ...plainDayProductions,
  weekdayOfWeek: [
    ['<weekday> of? next week', (weekday: number): Day => ({ kind: 'weekday', weekday, which: 'next' })],
    ['next week on? <weekday>', (weekday: number): Day => ({ kind: 'weekday', weekday, which: 'next' })],
    ['<weekday> of? this week', (weekday: number): Day => ({ kind: 'weekday', weekday, which: 'this' })],
    ['this week on? <weekday>', (weekday: number): Day => ({ kind: 'weekday', weekday, which: 'this' })],
  ],
  /** "Friday", "next friday", "wednesday the 2nd". */
  weekdayName: [
    ['<weekday>', (weekday: number): Day => ({ kind: 'weekday', weekday, which: 'first' })],
    ['this <weekday>', (weekday: number): Day => ({ kind: 'weekday', weekday, which: 'first' })],
    ['this? coming|upcoming <weekday>', (weekday: number): Day => ({ kind: 'weekday', weekday, which: 'coming' })],
    ['next <weekday>', (weekday: number): Day => ({ kind: 'weekday', weekday, which: 'next' })],
  ],
  weekdayWithDate: [
    [
      'this? <weekday> .? ,? the? <dayOrdinal>',
      (weekday: number, day: number) => date(day, undefined, undefined, weekday),
    ],
    ['this? <weekday> .? ,? <writtenDate>', onWeekday],
    ['<writtenDate> ,? <weekday>', (day: Day, weekday: number) => onWeekday(weekday, day)],
    ['<writtenDate> ( ~<weekday> ~)', (day: Day, weekday: number) => onWeekday(weekday, day)],
  ],
  writtenDate: [
    ['<monthDay>', (day: Day) => day],
    ['<numericDate>', (day: Day) => day],
    ['<dottedDate>', (day: Day) => day],
    ['<slashedYear>', (day: Day) => day],
    ['<slashed>', (day: Day) => day],
  ],
  /** "3rd thursday of january", "last day of june". */
  nthDay: [
    [
      'the? <nth> <weekday> of|in <month> <year>?',
      (nth: number, weekday: number, month: number, year?: number): Day => ({
        kind: 'nth',
        nth,
        weekday,
        month,
        ...(year === undefined ? {} : { year }),
      }),
    ],
    [
      'the? <nth> <weekday> of|in <ahead> month',
      (nth: number, weekday: number, ahead: number): Day => ({ kind: 'nth', nth, weekday, ahead }),
    ],
    [
      '<edge> <month> <year>?',
      (edge: string, month: number, year?: number): Day => ({
        kind: 'nth',
        nth: edge === 'last' ? -1 : 1,
        month,
        ...(year === undefined ? {} : { year }),
      }),
    ],
    ['<ahead> month ,? on? the? <dayOrdinal>', (ahead: number, nth: number): Day => ({ kind: 'nth', nth, ahead })],
    ['the <dayOrdinal> of <ahead> month', (nth: number, ahead: number): Day => ({ kind: 'nth', nth, ahead })],
  ],
  /** A day that another one can be counted from. */
  namedDay: [
    ['today', () => counted(0)],
    ['tomorrow|tmrw', () => counted(1)],
    ['<weekdayName>', (day: Day) => day],
  ],
  anyDay: [
    ['<plainDay>', (day: Day) => day],
    ['<weekdayWithDate>', (day: Day) => day],
    ['<weekdayOfWeek>', (day: Day) => day],
    ['<weekdayName>', (day: Day) => day],
    ['<writtenDate>', (day: Day) => day],
    ['<nthDay>', (day: Day) => day],
    ['next? <holiday>', (day: Day) => day],
    ['<holidayOfYear>', (day: Day) => day],
  ],
};

function onWeekday(weekday: number, day: Day): Day {
  return { ...day, weekday } as Day;
}
