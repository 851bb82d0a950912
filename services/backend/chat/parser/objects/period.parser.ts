import { Temporal } from 'temporal-polyfill';
import { wholeMoment } from '../../../../../shared/language/date.parser.ts';
import type { Reader } from '../../../../../shared/language/reader.ts';
import { wallClock } from '../../../../../shared/language/wall-clock.ts';

/** Instants in ISO 8601; `to` is exclusive. */
export interface Period {
  from?: string;
  to?: string;
}

/** Parses the days that phrases such as "this week", "next 3 days", "tomorrow", "friday" or "before 1 March" cover; a week begins on Monday. */
export function parsePeriod(text: string, reader: Reader): Period | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/^(?:the )?(?:upcoming|following) /, 'next ')
    .replace(/ (?:morning|afternoon|evening|night)$/, '')
    .replace(/^(?:this|at)$/, 'today')
    .replace(/^(?:for|on) (?=the |this |next )/, '');
  const today = wallClock(reader.timeZone, reader.now).toPlainDate();
  const days = (from: Temporal.PlainDate, count: number) => between(from, from.add({ days: count }), reader);
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const first = today.with({ day: 1 });
  const coming = /^(?:in |within |over )?(?:the )?(?:next|coming) (\w{1,8}(?: of)?) (day|week|month)s$/.exec(words);
  const count = coming && countOf(coming[1]!);
  if (count) return between(today, today.add({ [`${coming[2]}s`]: count }), reader);
  const past = /^(?:in |within |over )?(?:the )?(?:last|past) (\w{1,8}(?: of)?) (day|week|month)s$/.exec(words);
  const ago = past && countOf(past[1]!);
  if (ago) return between(today.subtract({ [`${past[2]}s`]: ago }), today.add({ days: 1 }), reader);
  switch (words) {
    case 'today':
    case 'tonight':
    case 'the day':
      return days(today, 1);
    case 'yesterday':
      return days(today.subtract({ days: 1 }), 1);
    case 'tomorrow':
      return days(today.add({ days: 1 }), 1);
    case 'week':
    case 'the week':
    case 'this week':
      return days(monday, 7);
    case 'coming week':
    case 'the coming week':
    case 'the next week':
      return days(today, 7);
    case 'next week':
      return days(monday.add({ days: 7 }), 7);
    case 'last week':
      return days(monday.subtract({ days: 7 }), 7);
    case 'weekend':
    case 'the weekend':
    case 'this weekend':
      return days(monday.add({ days: 5 }), 2);
    case 'next weekend':
      return days(monday.add({ days: 12 }), 2);
    case 'month':
    case 'this month':
      return between(first, first.add({ months: 1 }), reader);
    case 'next month':
      return between(first.add({ months: 1 }), first.add({ months: 2 }), reader);
    case 'the rest of the month':
    case 'rest of the month':
    case 'the rest of this month':
      return between(today, first.add({ months: 1 }), reader);
    case 'year':
    case 'this year':
      return between(today.with({ month: 1, day: 1 }), today.with({ month: 1, day: 1 }).add({ years: 1 }), reader);
    case 'last month':
      return between(first.subtract({ months: 1 }), first, reader);
  }
  const range = /^(?:between|from) (.{1,30}?) (?:and|to|until|till) (.{1,30})$/.exec(words);
  if (range) return spanning(range[1]!, range[2]!, reader);
  const month = monthNamed(words, today);
  if (month) return between(month, month.add({ months: 1 }), reader);
  if (/^(?:the )?rest of (?:the|this) week$/.test(words)) return between(today, monday.add({ days: 7 }), reader);
  const side = /^(before|by|until|till|after|since)\s+(.+)$/.exec(words);
  const moment = wholeMoment(side?.[2] ?? words, reader);
  if (!moment?.date || moment.time !== null) return undefined;
  const day = Temporal.PlainDate.from(moment.date);
  const whole = between(day, day.add({ days: 1 }), reader);
  switch (side?.[1]) {
    case undefined:
      return whole;
    case 'before':
      return { to: whole.from! };
    case 'after':
      return { from: whole.to! };
    case 'since':
      return { from: whole.from! };
    default:
      return { to: whole.to! };
  }
}

const counts = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function countOf(word: string): number | undefined {
  if (/^\d{1,3}$/.test(word)) return Number(word) || undefined;
  if (word === 'couple' || word === 'couple of') return 2;
  return word === 'few' ? 3 : counts.indexOf(word) + 1 || undefined;
}

/** Reads a period such as "1 and 10 December", in which the last day's month is also the first day's. */
function spanning(first: string, last: string, reader: Reader): Period | undefined {
  const [, monthOfLast = ''] = /^\d{1,2}(?:st|nd|rd|th)? (\p{L}.*)$/u.exec(last) ?? [];
  const { to } = parsePeriod(last, reader) ?? {};
  const { from } =
    parsePeriod(/^\d{1,2}(?:st|nd|rd|th)?$/.test(first) ? `${first} ${monthOfLast}` : first, reader) ?? {};
  return from && to && from < to ? { from, to } : undefined;
}

const months = 'january february march april may june july august september october november december'.split(' ');

/** Returns the first day of the present or next month with this name. */
function monthNamed(words: string, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const month = months.indexOf(words.replace(/^in /, '')) + 1;
  if (month === 0) return undefined;
  return Temporal.PlainDate.from({ year: today.year + Number(month < today.month), month, day: 1 });
}

function between(from: Temporal.PlainDate, to: Temporal.PlainDate, { timeZone }: Reader): Required<Period> {
  const instant = (date: Temporal.PlainDate) => date.toZonedDateTime(timeZone).toInstant().toString();
  return { from: instant(from), to: instant(to) };
}
