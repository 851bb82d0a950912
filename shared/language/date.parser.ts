import type { Recurrence } from '../events/task.schema.ts';
import { tokenize } from './grammar/tokenizer.ts';
import type { Meaning, Reason } from './grammar/values.ts';
import type { Reader } from './reader.ts';
import { dateOf } from './reading/calendar.ts';
import { combine } from './reading/combine.ts';
import { findPhrases } from './reading/phrase.finder.ts';
import { resolve } from './reading/resolver.ts';
import { type Moment, wallClock } from './wall-clock.ts';

/**
 * Returns the meaning of a text that is a date or a time and nothing else. The date is absent when the text is only a time of day. A
 * date that names a year may be over.
 */
export function wholeMoment(text: string, reader: Reader): { date?: string; time: string | null } | undefined {
  const meaning = wholeMeaning(text, reader);
  if (typeof meaning === 'string' || meaning.rule) return undefined;
  const resolved = resolve(meaning, reader);
  if (typeof resolved === 'string') return resolved === 'past' ? pastDay(meaning, reader) : undefined;
  const { date, time } = resolved.due;
  const saysDay = meaning.day || meaning.minutes !== undefined || meaning.zone;
  return saysDay ? { date, time } : { time };
}

/** Returns the due that a whole text means. A time alone means the next such time. */
export function wholeDue(text: string, reader: Reader): Moment | undefined {
  const meaning = wholeMeaning(text, reader);
  const resolved = typeof meaning === 'object' && !meaning.rule ? resolve(meaning, reader) : undefined;
  return typeof resolved === 'object' ? resolved.due : undefined;
}

/**
 * Returns the rule that a whole text means and the first moment of it, or the reason why there is none. The rule names its days also
 * where the first moment says them, so that it goes with any other due, too.
 */
export function wholeRule(text: string, reader: Reader): { recurrence: Recurrence; due: Moment } | Reason {
  const meaning = wholeMeaning(text, reader);
  if (typeof meaning === 'string') return meaning;
  const resolved = meaning.rule ? resolve(meaning, reader) : 'incomplete';
  if (typeof resolved === 'string') return resolved;
  return { recurrence: { ...resolved.recurrence!, ...meaning.rule }, due: resolved.due };
}

/** Returns the meaning of a phrase that fills the text, or the reason why there is none. "The 15th" alone means "on the 15th". */
function wholeMeaning(text: string, reader: Reader): Meaning | Reason {
  const bare = text.trim().replace(/^(?:(?:on|by|until|till|to|for|from)\s+)+(?=\S)/i, '');
  let reason: Reason = 'incomplete';
  for (const said of [bare, `on ${bare}`]) {
    const tokens = tokenize(said);
    const [phrase] = findPhrases(tokens, reader.locale);
    const isWhole =
      phrase?.[0]?.from === 0 && tokens.slice(phrase.at(-1)!.to).every(({ key }) => /^[,;.!?)]$/.test(key));
    const meaning = isWhole ? combine(phrase) : undefined;
    if (typeof meaning === 'object') return meaning;
    if (meaning) reason = meaning;
  }
  return reason;
}

function pastDay(
  { day, clock }: Meaning,
  { timeZone, now }: Reader,
): { date: string; time: string | null } | undefined {
  if (day?.kind !== 'date' || day.year === undefined || clock) return undefined;
  const date = dateOf(day, wallClock(timeZone, now).toPlainDate());
  return date && { date: date.toString(), time: null };
}
