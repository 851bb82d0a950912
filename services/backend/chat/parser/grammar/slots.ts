import type { Due, Priority, Recurrence } from '../../../../../shared/events/task.schema.ts';
import { wholeMoment, wholeRule } from '../../../../../shared/language/date.parser.ts';
import type { Reader } from '../../../../../shared/language/reader.ts';
import { type Period, parsePeriod } from '../objects/period.parser.ts';
import { baseOfPast } from '../objects/verbs.ts';
import { enumerated, unquoted } from '../objects/words.ts';

export interface Duration {
  minutes?: number;
  days?: number;
  months?: number;
}

/** The values that the slots of a pattern read, by kind. */
export interface SlotValues {
  /** A day, a time, or both. */
  when: { date?: string; time: string | null };
  /** The same after "at", where a bare number is an hour. */
  hour: { date?: string; time: string | null };
  duration: Duration;
  period: Period & { said: string };
  /** A period before a noun: "today's". */
  possessive: Period & { said: string };
  rule: { recurrence: Recurrence; due: Due };
  priority: Priority;
  /** A priority with the word: "priority 1", "high priority". */
  namedPriority: Priority;
  tags: string[];
  /** A tag without its `#`. */
  tag: string;
  /** Several tags without their `#`. */
  words: string[];
  /** A verb in the past, as its base: "paid" is "pay". */
  past: string;
  /** One word. */
  word: string;
  text: string;
}

/** Says that no day is meant exactly. */
const isVague = /\b(?:some\s?time|some\s?day|some\s+point|maybe|perhaps|or\s+so|ish)\b/i;
/** A longer text is not a date. */
const longestDate = 60;

export const slots: { [Kind in keyof SlotValues]: (text: string, reader: Reader) => SlotValues[Kind] | undefined } = {
  when: (text, reader) =>
    text.length > longestDate || isVague.test(text) ? undefined : wholeMoment(text.replace(/\s+instead$/i, ''), reader),
  hour: (text, reader) => (text.length > longestDate ? undefined : wholeMoment(`at ${text}`, reader)),
  duration: parseDuration,
  period(text, reader) {
    const said = text.toLowerCase();
    const period = text.length > longestDate ? undefined : parsePeriod(said, reader);
    return period && { ...period, said };
  },
  possessive: (text, reader) =>
    /['’]s$|(?:week|month)s$/i.test(text) ? slots.period(text.replace(/['’]?s$/i, ''), reader) : undefined,
  rule(text, reader) {
    const found = text.length > longestDate ? 'incomplete' : wholeRule(text, reader);
    if (typeof found === 'string') return undefined;
    return { recurrence: found.recurrence, due: { ...found.due, timeZone: reader.timeZone } };
  },
  priority: (text) => priorityWords.get(text.toLowerCase().replace(/[\s-]+(?:priority|importance)$/, '')),
  namedPriority(text, reader) {
    const numbered = /^priority\s+([1-4])$/i.exec(text)?.[1];
    if (numbered) return priorityWords.get(`p${numbered}`);
    return /\s(?:priority|importance)$/i.test(text) ? slots.priority(text, reader) : undefined;
  },
  tags: parseTags,
  tag: (text) =>
    /^#?[\p{L}\p{N}_][\p{L}\p{N}\p{M}_-]{0,49}$/u.test(text) ? text.replace('#', '').toLowerCase() : undefined,
  words(text, reader) {
    const tags = enumerated(text).map((part) => slots.tag(part, reader));
    return tags.every((tag) => tag !== undefined) ? tags : undefined;
  },
  past: (text) => baseOfPast(text.toLowerCase()),
  word: (text) => (/^[\p{L}\p{N}][\p{L}\p{N}\p{M}_-]*$/u.test(text) ? text.toLowerCase() : undefined),
  text: unquoted,
};

const priorityWords = new Map<string, Priority>([
  ...['p1', 'urgent', 'top', 'highest'].map((word) => [word, 'urgent'] as const),
  ...['p2', 'high', 'important'].map((word) => [word, 'high'] as const),
  ...['p3', 'medium', 'normal'].map((word) => [word, 'medium'] as const),
  ...['p4', 'low', 'lowest', 'unimportant'].map((word) => [word, 'low'] as const),
]);

const counts: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  ten: 10,
  'half an': 0.5,
  'a couple of': 2,
  another: 1,
  'half a': 0.5,
};

function parseDuration(text: string): Duration | undefined {
  const found =
    /^(?:(?<digits>\d{1,3})\s*|(?<word>half an?|a couple of|another|an?|one|two|three|four|five|six|seven|ten) )(?:(?:more|extra|additional|full|whole) )?(?<unit>m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?)$/i.exec(
      text.replace(/\s+/g, ' '),
    )?.groups;
  if (!found) return undefined;
  const count = found['digits'] ? Number(found['digits']) : counts[found['word']!.toLowerCase()]!;
  const unit = found['unit']!.toLowerCase();
  if (unit.startsWith('mo')) return Number.isInteger(count) ? { months: count } : undefined;
  if (unit.startsWith('m')) return { minutes: count };
  if (unit.startsWith('h')) return { minutes: count * 60 };
  const days = count * (unit.startsWith('w') ? 7 : 1);
  return Number.isInteger(days) ? { days } : undefined;
}

/** "#a, #b and #c". */
function parseTags(text: string): string[] | undefined {
  const parts = text.split(/\s*,\s*(?:and\s+)?|\s+and\s+|\s+/);
  const tags = parts.map((part) => /^#([\p{L}\p{N}_][\p{L}\p{N}\p{M}_-]*)$/u.exec(part)?.[1]?.toLowerCase());
  return tags.every((tag) => tag !== undefined) ? [...new Set(tags)] : undefined;
}
