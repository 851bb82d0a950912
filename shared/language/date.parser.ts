import { tokenize } from './grammar/tokenizer.ts';
import type { Meaning } from './grammar/values.ts';
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
  if (!meaning || meaning.rule) return undefined;
  const resolved = resolve(meaning, reader);
  if (typeof resolved === 'string') return resolved === 'past' ? pastDay(meaning, reader) : undefined;
  const { date, time } = resolved.due;
  const saysDay = meaning.day || meaning.minutes !== undefined || meaning.zone;
  return saysDay ? { date, time } : { time };
}

/** Returns the due that a whole text means. A time alone means the next such time. */
export function wholeDue(text: string, reader: Reader): Moment | undefined {
  const meaning = wholeMeaning(text, reader);
  const resolved = meaning && !meaning.rule ? resolve(meaning, reader) : undefined;
  return typeof resolved === 'object' ? resolved.due : undefined;
}

/** Returns the meaning of a phrase that fills the text. "The 15th" alone means "on the 15th". */
function wholeMeaning(text: string, reader: Reader): Meaning | undefined {
  const bare = text.trim().replace(/^(?:(?:on|by|until|till|to|for|from)\s+)+(?=\S)/i, '');
  for (const said of [bare, `on ${bare}`]) {
    const tokens = tokenize(said);
    const [phrase] = findPhrases(tokens, reader.locale);
    const isWhole =
      phrase?.[0]?.from === 0 && tokens.slice(phrase.at(-1)!.to).every(({ key }) => /^[,;.!?)]$/.test(key));
    const meaning = isWhole ? combine(phrase) : undefined;
    if (typeof meaning === 'object') return meaning;
  }
  return undefined;
}

function pastDay(
  { day, clock }: Meaning,
  { timeZone, now }: Reader,
): { date: string; time: string | null } | undefined {
  if (day?.kind !== 'date' || day.year === undefined || clock) return undefined;
  const date = dateOf(day, wallClock(timeZone, now).toPlainDate());
  return date && { date: date.toString(), time: null };
}
