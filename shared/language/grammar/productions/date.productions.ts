import type { Grammar } from '../notation.ts';
import type { Day } from '../values.ts';
import { twoDigitYear } from './number.productions.ts';

export const date = (day: number, month?: number, year?: number, weekday?: number): Day => ({
  kind: 'date',
  day,
  ...(month === undefined ? {} : { month }),
  ...(year === undefined ? {} : { year }),
  ...(weekday === undefined ? {} : { weekday }),
});

/** Days with a number: of the month, with or without month and year. */
export const dateProductions: Grammar['productions'] = {
  monthDay: [
    ['<month> .? the? <dayOfMonth>', (month: number, day: number) => date(day, month)],
    ['<month> .? the? <dayOfMonth> ,? <year>', (month: number, day: number, year: number) => date(day, month, year)],
    ['<month> ~/|- ~<day>', (month: number, day: number) => date(day, month)],
    ['<day> ~- ~<month>', (day: number, month: number) => date(day, month)],
    ['the? <dayOfMonth> .? of? <month>', (day: number, month: number) => date(day, month)],
    [
      'the? <dayOfMonth> .? of? <month> .? ,? <year>',
      (day: number, month: number, year: number) => date(day, month, year),
    ],
    ['<day> ~-|/|. ~<month> ~-|/|. ~<year4>', (day: number, month: number, year: number) => date(day, month, year)],
    ['<month> ~-|/ ~<day> ~-|/ ~<year4>', (month: number, day: number, year: number) => date(day, month, year)],
    ['<month> ~-|/ ~<year4> ~-|/ ~<day>', (month: number, year: number, day: number) => date(day, month, year)],
    ['<year4> ~-|/ ~<month> ~-|/ ~<day>', (year: number, month: number, day: number) => date(day, month, year)],
    ['<year4> ~-|/ ~<day> ~-|/ ~<month>', (year: number, day: number, month: number) => date(day, month, year)],
    ['<day> ~-|/ ~<year4> ~-|/ ~<month>', (day: number, year: number, month: number) => date(day, month, year)],
  ],
  numericDate: [
    ['<year4> ~- ~<monthNumber> ~- ~<day>', (year: number, month: number, day: number) => date(day, month, year)],
    ['<year4> ~/ ~<monthNumber> ~/ ~<day>', (year: number, month: number, day: number) => date(day, month, year)],
    ['<day> ~. <monthNumber> ~. <year4>', (day: number, month: number, year: number) => date(day, month, year)],
  ],
  /** What may also be the number of a version. */
  dottedDate: [
    [
      '<day> ~. ~<monthNumber> ~. ~<twoDigits>',
      (day: number, month: number, year: number) => date(day, month, twoDigitYear(year)),
    ],
    ['<day> ~. <monthNumber> ~.', (day: number, month: number) => date(day, month)],
  ],
};

/** Dates with slashes, in the order of the reader; the other order where only that gives a date. */
export function slashedDates(monthFirst: boolean): Grammar['productions'] {
  const inOrder = (first: number, second: number, year?: number) => {
    const [day, month] = monthFirst ? [second, first] : [first, second];
    return month <= 12 ? date(day, month, year) : day <= 12 ? date(month, day, year) : undefined;
  };
  return {
    slashed: [['<day> ~/ ~<day>', (first: number, second: number) => inOrder(first, second)]],
    slashedYear: [
      ['<day> ~/ ~<day> ~/ ~<year4>', inOrder],
      [
        '<day> ~/ ~<day> ~/ ~<twoDigits>',
        (first: number, second: number, year: number) => inOrder(first, second, twoDigitYear(year)),
      ],
    ],
  };
}
