import type { Temporal } from 'temporal-polyfill';
import type { Recurrence } from '../events/task.schema.ts';
import { dateAtStart } from './date.parser.ts';
import type { Span } from './span.ts';
import { isPast, type Moment } from './wall-clock.ts';

export interface FoundRecurrence extends Span {
  rule: Recurrence;
  /** `every 15th`: the day of the month on which it falls. */
  dayOfMonth?: number;
}

type Weekday = NonNullable<Recurrence['weekdays']>[number];
const weekdays: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

const day =
  '(?:mon(?:days?)?|tue(?:s(?:days?)?)?|wed(?:nesdays?)?|thu(?:r(?:s(?:days?)?)?)?|fri(?:days?)?|sat(?:urdays?)?|sun(?:days?)?)(?![\\p{L}\\p{N}])';
const dayList = `${day}(?:(?:\\s*(?:,|&|/)\\s*(?:and\\s+)?|\\s+and\\s+)${day})*`;
const end = "(?![\\p{L}\\p{N}'’])";

/** `every day`, `every! 3 days`, `every other week on mon and thu`, `every weekday`, `every 15th`. */
const every = new RegExp(
  `(?<![\\p{L}\\p{N}])every(?<fromCompletion>!)?\\s+(?:` +
    `(?<workdays>weekdays?|workdays?)${end}|(?<weekend>weekends?)${end}|` +
    `(?<dayOfMonth>\\d{1,2})(?:st|nd|rd|th)(?!\\s+(?:${day}|of|day|week|month|year))${end}|` +
    `(?:(?<interval>\\d{1,4}|other|second|2nd|third|3rd|${numbers.join('|')})\\s+)?` +
    `(?:(?<unit>day|week|month|year|quarter)s?${end}(?:\\s+on\\s+(?<on>${dayList}))?|(?<days>${dayList})))` +
    `(?!\\s+of(?![\\p{L}\\p{N}]))`,
  'iu',
);

const adverbs: Record<string, Pick<Recurrence, 'frequency' | 'interval'>> = {
  daily: { frequency: 'daily', interval: 1 },
  weekly: { frequency: 'weekly', interval: 1 },
  biweekly: { frequency: 'weekly', interval: 2 },
  fortnightly: { frequency: 'weekly', interval: 2 },
  monthly: { frequency: 'monthly', interval: 1 },
  quarterly: { frequency: 'monthly', interval: 3 },
  yearly: { frequency: 'yearly', interval: 1 },
  annually: { frequency: 'yearly', interval: 1 },
};
/** Behind what is to be done, not before a noun: "pay rent monthly", and not "write the monthly report". */
const adverb = new RegExp(
  `(?<![\\p{L}\\p{N}\\-])(?<adverb>${Object.keys(adverbs).join('|')})${end}(?:\\s+on\\s+(?<on>${dayList}))?` +
    '(?=[\\s,;.!?)\\u2063]*(?:$|\\s(?:at|from|starting|until|till|by|on|for\\s+\\d|\\d+\\s+times|after\\s+completion)(?![\\p{L}\\p{N}])))',
  'iu',
);
/** "3 days after completion", also without "every". */
const afterCompletion =
  /(?<![\p{L}\p{N}])(?<interval>\d{1,3}|an?|one)\s+(?<unit>day|week|month|year)s?\s+after\s+(?:completion|completing|each\s+completion)(?![\p{L}\p{N}])/iu;

const frequencies = { day: 'daily', week: 'weekly', month: 'monthly', quarter: 'monthly', year: 'yearly' } as const;
type Unit = keyof typeof frequencies;

/** The first rule that a text holds, with its end (`until 31 Dec`, `5 times`) if that follows at once. */
export function findRecurrence(text: string, reader: { timeZone: string; now: Date }): FoundRecurrence | undefined {
  const found = matchEvery(text) ?? matchAfterCompletion(text) ?? matchAdverb(text);
  if (!found) return undefined;
  const rule = { ...found.rule };
  let place = found.end;
  for (;;) {
    const rest = text.slice(place);
    const completion = /^\s*,?\s*after\s+(?:completion|completing)(?![\p{L}\p{N}])/iu.exec(rest);
    const times = /^\s*,?\s*(?:for\s+)?(\d{1,4})\s*(?:times|x)(?![\p{L}\p{N}])/iu.exec(rest);
    const until = /^\s*,?\s*(?:until|till|ending(?:\s+on)?)\s+/iu.exec(rest);
    const last = until && dateAtStart(rest.slice(until[0].length), reader);
    if (completion && rule.from === 'due') rule.from = 'completion';
    else if (times && Number(times[1]) > 0 && !rule.count) rule.count = Number(times[1]);
    else if (last && !rule.until) rule.until = last.date;
    else break;
    place += completion?.[0].length ?? times?.[0].length ?? until![0].length + last!.end;
  }
  return { ...found, rule, end: place };
}

function matchEvery(text: string): FoundRecurrence | undefined {
  const match = every.exec(text);
  if (!match?.groups) return undefined;
  const { fromCompletion, workdays, weekend, dayOfMonth, interval, unit, on, days } = match.groups;
  const span = { start: match.index, end: match.index + match[0].length };
  const from = fromCompletion ? 'completion' : 'due';
  if (workdays) return { ...span, rule: { frequency: 'weekly', interval: 1, weekdays: weekdays.slice(0, 5), from } };
  if (weekend) return { ...span, rule: { frequency: 'weekly', interval: 1, weekdays: weekdays.slice(5), from } };
  if (dayOfMonth) {
    const number = Number(dayOfMonth);
    if (number < 1 || number > 31) return undefined;
    return { ...span, rule: { frequency: 'monthly', interval: 1, from }, dayOfMonth: number };
  }
  return withInterval(span, unit, interval, on ?? days, from);
}

function matchAfterCompletion(text: string): FoundRecurrence | undefined {
  const match = afterCompletion.exec(text);
  if (!match?.groups) return undefined;
  const { interval, unit } = match.groups;
  const span = { start: match.index, end: match.index + match[0].length };
  return withInterval(span, unit, interval, undefined, 'completion');
}

function matchAdverb(text: string): FoundRecurrence | undefined {
  const match = adverb.exec(text);
  if (!match?.groups?.['adverb']) return undefined;
  const { on } = match.groups;
  const rule = adverbs[match.groups['adverb'].toLowerCase()]!;
  if (on && rule.frequency !== 'weekly') return undefined;
  const span = { start: match.index, end: match.index + match[0].length };
  return { ...span, rule: { ...rule, ...(on ? { weekdays: daysIn(on) } : {}), from: 'due' } };
}

function withInterval(
  span: Span,
  unit: string | undefined,
  counted: string | undefined,
  days: string | undefined,
  from: Recurrence['from'],
): FoundRecurrence | undefined {
  const named = (unit?.toLowerCase() ?? 'week') as Unit;
  if (days && frequencies[named] !== 'weekly') return undefined;
  const interval = numberOf(counted) * (named === 'quarter' ? 3 : 1);
  if (interval < 1 || interval > 999) return undefined;
  return {
    ...span,
    rule: { frequency: frequencies[named], interval, ...(days ? { weekdays: daysIn(days) } : {}), from },
  };
}

function numberOf(word = 'one'): number {
  const lower = word.toLowerCase();
  if (/^\d+$/.test(lower)) return Number(lower);
  if (/^(other|second|2nd)$/.test(lower)) return 2;
  if (/^(third|3rd)$/.test(lower)) return 3;
  return Math.max(numbers.indexOf(lower), 0) + 1;
}

function daysIn(list: string): Weekday[] {
  const named = Array.from(list.toLowerCase().matchAll(new RegExp(day, 'gu')), ([name]) => name.slice(0, 3));
  return weekdays.filter((weekday) => named.includes(weekday));
}

/** The first day of a rule for which none was named: today, or the next that fits and is not over. */
export function firstDay(
  { rule, dayOfMonth }: Pick<FoundRecurrence, 'rule' | 'dayOfMonth'>,
  time: string | null,
  now: Temporal.PlainDateTime,
): Moment {
  let date = now.toPlainDate();
  const fits = () =>
    (!rule.weekdays || rule.weekdays.includes(weekdays[date.dayOfWeek - 1]!)) &&
    (!dayOfMonth || date.day === dayOfMonth) &&
    !isPast({ date: date.toString(), time }, now);
  while (!fits()) date = date.add({ days: 1 });
  return { date: date.toString(), time };
}
