import {
  allMoments,
  clock,
  dayAfter,
  endOfPeriod,
  type FoundMoment,
  month,
  monthAndDay,
  numeric,
  partOfDay,
  plainDay,
  type Reader,
  relative,
  slashed,
  thisPart,
} from './moments.ts';
import { beginsAt, endsAt } from './span.ts';
import type { Moment } from './wall-clock.ts';

/**
 * The dates and times in a text that are meant as such. What stands at its end is, and what follows "on", "by", "at", "due"
 * or "until"; elsewhere only words that mean nothing else, such as "tomorrow" or "in 3 days", and at its beginning a day
 * with a time, a number or a comma. A part of a name is not ("the sun", "Tomorrow Never Dies", "80 Days"), nor is a
 * number, a year, a fraction or a month alone, nor what is over.
 */
export function findMoments(text: string, reader: Reader): FoundMoment[] {
  return allMoments(text, reader)
    .filter((found) => isMeant(text, found))
    .map((found) => withPreposition(text, found));
}

/** "By Friday" is understood as a whole: nothing of it stays in the title. */
function withPreposition(text: string, found: FoundMoment): FoundMoment {
  const [words] = preposition.exec(text.slice(0, found.start)) ?? [''];
  return { ...found, start: found.start - words.replace(/^[\s(,\u2063]+/, '').length };
}

/** The date that a text begins with. */
export function dateAtStart(text: string, reader: Reader): (Moment & { end: number }) | undefined {
  const [first] = afterOn(text, reader)
    .filter(({ start, date }) => date && text.slice(0, start).trim() === '')
    .sort((a, b) => b.end - a.end);
  return first?.date ? { date: first.date, time: first.time, end: first.end } : undefined;
}

/** What the whole text says, if that is a date or a time and nothing else. */
export function wholeMoment(text: string, reader: Reader): { date?: string; time: string | null } | undefined {
  const bare = text
    .trim()
    .replace(/^(?:(?:on|by|at|until|till|to|for|from)\s+)+(?=\S)/i, (words) => (/at\s+$/i.test(words) ? 'at ' : ''));
  const all = /^(?:at|in)\s/i.test(bare) ? allMoments(bare, reader) : afterOn(bare, reader);
  const whole = all.find(({ start, end }) => beginsAt(bare, start) && endsAt(bare, end));
  return whole && { ...(whole.date ? { date: whole.date } : {}), time: whole.time };
}

/** The moments of a text that is meant as one: "the 15th" is a day then. */
function afterOn(text: string, reader: Reader): FoundMoment[] {
  const on = 'on ';
  return allMoments(on + text, reader).map((found) => ({
    ...found,
    start: Math.max(found.start - on.length, 0),
    end: found.end - on.length,
  }));
}

const preposition =
  /(?:^|[\s(,\u2063])(?:due(?:\s+(?:on|by|at))?|on|by|at|in|until|till|before|from|starting(?:\s+(?:on|from))?|for)\s+(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?:the\s+)?$/i;
const determiner =
  /(?:^|[\s(])(?:the|an?|my|your|our|his|her|its|their|that|these|those|any|no|every|each|old|black|good|bad)\s+$/i;
const ambiguousAlone = /^(?:sun|sat)$/i;

function isMeant(text: string, found: FoundMoment): boolean {
  const said = text.slice(found.start, found.end);
  const [before, after] = [text.slice(0, found.start), text.slice(found.end)];
  if (/[^\s(,;\u2063]$/.test(before) || /^[^\s,;.!?:)\u2063]/.test(after) || /^[.:]\d/.test(after)) return false;
  if (isName(text, said, before, after)) return false;
  const introduced = preposition.test(before) || /^(?:on|by|at|due|until|before|in|within)\s/i.test(said);
  const last = endsAt(text, found.end);
  if (found.date === undefined) return isTimeMeant(said, before, after, { introduced, last });
  if (slashed.test(said)) return /(?:^|\s)(?:due|by|until|before)\s+$/i.test(before);
  const timed = found.time !== null && clock.test(said);
  if (determiner.test(before) && !timed && !monthAndDay.test(said) && !introduced) return false;
  if (introduced) return !/(?:^|\s)the\s+$/i.test(before) || monthAndDay.test(said) || endOfPeriod.test(said);
  if (plainDay.test(said) || relative.test(said) || dayAfter.test(said) || thisPart.test(said)) return true;
  if (ambiguousAlone.test(said)) return false;
  if (last) return true;
  return (
    beginsAt(text, found.start) && (timed || monthAndDay.test(said) || numeric.test(said) || /^\s*[,:]/.test(after))
  );
}

function isTimeMeant(
  said: string,
  before: string,
  after: string,
  { introduced, last }: { introduced: boolean; last: boolean },
): boolean {
  if (/[ap]\.?m\b/i.test(said)) return introduced || last || beginsAt(before, before.length);
  if (/\d:\d/.test(said)) return introduced || (last && /^\d\d:\d[05]$/.test(said));
  if (/noon|midday|midnight/i.test(said)) return introduced;
  if (partOfDay.test(said)) return last && /(?:^|\s)in\s+(?:the\s+)?\S+$/i.test(before + said);
  // A bare number: "at 5", and then nothing that would be counted by it.
  const at = /^at\s/i.test(said) || /(?:^|\s)at\s+$/i.test(before);
  return at && (last || /^\s*[,;.]|^\s+(?:on|in|with|about|for|to|at|by|and|or|every|\u2063)/i.test(after));
}

const capitalAsUsual = new RegExp(
  `^(?:${month}|[A-Z][a-z]*day|Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun|AM|PM|A|P|T|Z)\\.?$`,
  'i',
);

/** "Tomorrow Never Dies", "Around the World in 80 Days": capitals where no sentence has them. */
function isName(text: string, said: string, before: string, after: string): boolean {
  if (text === text.toUpperCase()) return false;
  const words = said.match(/[\p{L}]+/gu) ?? [];
  const first = beginsAt(text, before.length);
  const unusual = words.some(
    (word, index) => /^\p{Lu}/u.test(word) && !capitalAsUsual.test(word) && !(first && index === 0),
  );
  return (
    unusual ||
    (first && /^\s+\p{Lu}\p{Ll}/u.test(after) && /^\p{Lu}/u.test(said) && !clock.test(said) && !/\d/.test(said))
  );
}
