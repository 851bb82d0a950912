import type { Reader } from '../../../../../shared/language/reader.ts';
import { parsePeriod } from '../objects/period.parser.ts';
import { parseReference } from '../objects/reference.parser.ts';
import type { Command } from './command.ts';

const day = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const when = `(?<when>today|tonight|tomorrow|(?:(?:this|next)\\s+)?${day}|(?:this|next)\\s+(?:week|weekend|month))`;
/** "The rent this month", "gym on friday". */
const behind = new RegExp(`^(?<which>.+?)\\s+(?:(?:on|for)\\s+)?${when}$`, 'is');
/** "Today's workout". */
const before = new RegExp(`^(?:the\\s+)?${when}['’]s\\s+(?<which>.+)$`, 'is');
/** "Rent this time", "the next occurrence of rent": the present occurrence, whenever it is due. */
const present =
  /^(?:the\s+)?(?:(?:next|this|current)\s+)?(?:occurrence|instance)\s+of\s+(?<of>.+)$|^(?:the\s+|my\s+)?(?:next|current)\s+(?!(?:week|month|weekend)\b)(?<next>\S+.*)$|^(?<which>.+?)\s+(?:(?:for|just)\s+)?(?:this\s+time|this\s+once|once|now)$/is;

/** "Skip the rent this month". A title may end with the same words, so the whole text is looked up first. */
export function parseSkip(text: string, reader: Reader): Command | undefined {
  const rest = /^skip\s+(?<rest>\S.*)$/is.exec(text)?.groups?.['rest'];
  if (!rest) return undefined;
  const skip = (which: string) => ({ do: 'skip' as const, which: parseReference(which, reader)! });
  const whole = skip(rest);
  const bare = present.exec(rest)?.groups;
  if (bare) return { ...whole, or: skip((bare['of'] ?? bare['next'] ?? bare['which'])!) };
  const timed = (before.exec(rest) ?? behind.exec(rest))?.groups;
  const said = timed?.['when']?.toLowerCase();
  const period = said && parsePeriod(said, reader);
  if (!timed || !period) return whole;
  return { ...whole, or: { ...skip(timed['which']!), period: { ...period, said } } };
}
