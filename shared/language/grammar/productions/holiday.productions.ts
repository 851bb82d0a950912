import type { Grammar } from '../notation.ts';
import type { Day } from '../values.ts';
import { date } from './date.productions.ts';

/** Feasts that fall on the same date, the same weekday of a month, or are counted from Easter. */
export const holidayProductions: Grammar['productions'] = {
  holiday: [
    ['christmas|xmas day?', () => date(25, 12)],
    ['christmas|xmas eve', () => date(24, 12)],
    ['boxing day', () => date(26, 12)],
    ["new year's|years|year eve", () => date(31, 12)],
    ['nye', () => date(31, 12)],
    ["new year's|years|year day?", () => date(1, 1)],
    ["valentine's|valentines|valentine day?", () => date(14, 2)],
    ["st|saint .? patrick's|patricks|patrick day?", () => date(17, 3)],
    ['earth day', () => date(22, 4)],
    ["international? workers '? day", () => date(1, 5)],
    ['halloween', () => date(31, 10)],
    ['easter sunday?', (): Day => ({ kind: 'easter', offset: 0 })],
    ['easter monday', (): Day => ({ kind: 'easter', offset: 1 })],
    ['good friday', (): Day => ({ kind: 'easter', offset: -2 })],
    ['thanksgiving day?', (): Day => ({ kind: 'nth', nth: 4, weekday: 4, month: 11 })],
  ],
  holidayOfYear: [
    ['<holiday> ,? <year>', (day: Day, year: number): Day => ({ ...day, year }) as Day],
    ['<holiday> this year', (day: Day) => day],
  ],
};
