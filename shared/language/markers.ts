import type { Priority } from '../events/task.schema.ts';
import type { Span } from './span.ts';

const byNumber: Priority[] = ['urgent', 'high', 'medium', 'low'];

/** Finds `p1` to `p4` as words of their own. */
export function findPriorities(text: string): (Span & { priority: Priority })[] {
  return Array.from(text.matchAll(/(?<=^|[\s,;(])p([1-4])(?=$|[\s,;.!?)\u2063])/gi), (match) => ({
    ...spanOf(match),
    priority: byNumber[Number(match[1]) - 1]!,
  }));
}

/** The limits of a task. */
const most = { tags: 20, tagLength: 50, listLength: 100, reminders: 5 };

/** Finds `#home/office` up to the next blank, without closing punctuation, but not `#2`, which is a number of something. */
export function findTags(text: string): (Span & { tag: string })[] {
  return marked(text, '#', most.tagLength)
    .map(({ name, ...span }) => ({ ...span, tag: name.toLowerCase() }))
    .slice(0, most.tags);
}

/** Finds `+Work`, the list of that name. The last one counts if several are named. */
export function findList(text: string): (Span & { list: string })[] {
  return marked(text, '+', most.listLength)
    .map(({ name, ...span }) => ({ ...span, list: name }))
    .slice(-1);
}

function marked(text: string, sign: '#' | '+', longest: number): (Span & { name: string })[] {
  const pattern =
    sign === '#' ? /(?<=^|[\s,;(\u2063])#[^\s\p{Cc}\u2063#]+/gu : /(?<=^|[\s,;(\u2063])\+[^\s\p{Cc}\u2063+]+/gu;
  return Array.from(text.matchAll(pattern), ({ index, 0: said }) => {
    const name = said.slice(1).replace(/[,;:.!?)\]}'"’”»…]+$/u, '');
    return { start: index, end: index + 1 + name.length, name: name.normalize('NFC') };
  }).filter(
    ({ name }) =>
      /^[\p{L}\p{N}_\p{Extended_Pictographic}]/u.test(name) &&
      /[\p{L}\p{Extended_Pictographic}]/u.test(name.replace(/[#*\d]/g, '')) &&
      name.length <= longest,
  );
}

const units: Record<string, number> = { m: 1, h: 60, d: 24 * 60, w: 7 * 24 * 60 };
const aYear = 366 * 24 * 60;
const amount = '(?<amount>\\d{1,6}|an?|one|half\\s+an)\\s*(?<unit>m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)';
const reminder = new RegExp(
  `(?<=^|[\\s,;(])(?:(?:and\\s+|with\\s+(?:an?\\s+)?)?(?:remind(?:\\s+me)?|reminder|alert)(?:\\s+me)?\\s+${amount}\\s+(?:before(?:hand)?|early|earlier|in\\s+advance)|` +
    `!${amount.replaceAll('?<amount>', '?<short>').replaceAll('?<unit>', '?<shortUnit>')})(?=$|[\\s,;.!?)\\u2063])`,
  'gi',
);

/** Finds reminders before the due: `!30m`, `remind me 1 hour before`. */
export function findReminders(text: string): (Span & { minutesBefore: number })[] {
  return Array.from(text.matchAll(reminder), (match) => {
    const { amount, unit, short, shortUnit } = match.groups!;
    return { ...spanOf(match), minutesBefore: minutes(amount ?? short!, unit ?? shortUnit!) };
  })
    .filter(({ minutesBefore }) => minutesBefore <= aYear)
    .slice(0, most.reminders);
}

function minutes(amount: string, unit: string): number {
  const number = /^\d/.test(amount) ? Number(amount) : /^half/i.test(amount) ? 0.5 : 1;
  return Math.round(number * units[unit.charAt(0).toLowerCase()]!);
}

function spanOf(match: RegExpExecArray): Span {
  return { start: match.index, end: match.index + match[0].length };
}
