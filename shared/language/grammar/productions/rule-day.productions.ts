import type { Grammar } from '../notation.ts';

export const workdays = [1, 2, 3, 4, 5];
export const weekend = [6, 7];
const allDays = [1, 2, 3, 4, 5, 6, 7];

function range(first: number, last: number): number[] {
  return first < last ? allDays.slice(first - 1, last) : [...allDays.slice(first - 1), ...allDays.slice(0, last)];
}

/** "Every", and the days that a rule can name. */
export const ruleDayProductions: Grammar['productions'] = {
  every: [
    ['every|evry|evey|ev ~!', () => 'completion'],
    ['every|evry|evey|ev|each single?', () => 'due'],
    ['on? every|each single?', () => 'due'],
  ],
  /** Words that give a rule only before a number: "once every 3 days". */
  once: [['once', () => true]],
  aWeekday: [
    ['<weekday>', (day: number) => day],
    ['<weekdayPlural>', (day: number) => day],
  ],
  weekdaySet: [
    ['<aWeekday> to|through|thru|-|–|— <aWeekday>', range],
    ['<aWeekday>', (day: number) => [day]],
  ],
  weekdayList: { listOf: 'weekdaySet', separators: [',', 'and', '&', '+', '/', 'or', ''] },
  pluralList: { listOf: 'weekdayPlural', separators: [',', 'and', '&', '+', '/', ''] },
  ordinalList: { listOf: 'monthDayName', separators: [',', 'and', '&', '+', '/', 'the'] },
  digitOrdinals: { listOf: 'digitOrdinal', separators: [',', 'and', '&', '+', '/', 'the'] },
  digitOrdinal: [['<digits> ~st|nd|rd|th', (day: number) => (day >= 1 && day <= 31 ? day : undefined)]],
  nthList: { listOf: 'nth', separators: [',', 'and', '&', '+', '/', 'the'] },
  monthList: { listOf: 'month', separators: [',', 'and', '&', '+', '/'] },
  monthDayList: { listOf: 'monthDay', separators: [',', 'and', '&', '+'] },
  monthDayName: [
    ['<dayOrdinal>', (day: number) => day],
    ['last day', () => -1],
    ['<dayOrdinal> day', (day: number) => day],
  ],
  workdays: [
    ['weekday|weekdays|workday|workdays', () => workdays],
    ['week|work|working|business ~-? day|days', () => workdays],
  ],
  weekendDays: [
    ['weekend|weekends', () => weekend],
    ['week ~-? end|ends', () => weekend],
  ],
  ofTheMonth: [
    ['of|in the|each|every|a? month', () => true],
    ['each|every month', () => true],
  ],
  ofEveryMonth: [
    ['of|in each|every month', () => true],
    ['each|every month', () => true],
  ],
};
