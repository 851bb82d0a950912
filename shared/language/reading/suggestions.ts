import { type Token, tokenize } from '../grammar/tokenizer.ts';
import type { Reason } from '../grammar/values.ts';
import type { Reader } from '../reader.ts';
import { combine, conflicts } from './combine.ts';
import { isMeant } from './context.ts';
import { findPhrases, type PlacedPiece } from './phrase.finder.ts';
import { resolve } from './resolver.ts';

/** Longer phrases are unusual. The limit keeps the search short. */
const longest = 8;
const joinsTasks = new Set([undefined, 'and', 'or', 'plus', '&', '/']);

/**
 * Returns texts that would be understood instead of a phrase that is not: one for each of several tasks ("at 8am", "at 8pm"), or
 * else the phrase with what the grammar has in its place, or else its longest beginning or end. What may be no date gets a preposition.
 */
export function suggestionsFor(
  text: string,
  tokens: readonly Token[],
  phrase: readonly PlacedPiece[],
  reason: Reason,
  reader: Reader,
): string[] {
  if (phrase.length > longest) return [];
  const written = ({ from, to }: PlacedPiece) => text.slice(tokens[from]!.start, tokens[to - 1]!.end);
  const isRead = (candidate: string) => isPhrase(candidate, reader);
  if (reason === 'doubtful') {
    const said = phrase.map(written).join(' ');
    return [`on ${said}`, `at ${said}`, `in the ${said}`].filter(isRead).slice(0, 1);
  }
  const several = severalTasks(phrase)?.map((pieces) =>
    pieces.map(({ lead, ...one }) => lead + written(one)).join(' '),
  );
  if (several?.every(isRead)) return several;
  if (phrase.some(({ piece }) => piece.instead)) {
    const replaced = phrase.map((placed) => placed.piece.instead ?? written(placed)).join(' ');
    if (isRead(replaced)) return [replaced];
  }
  const beginnings = phrase.map((_, index) => phrase.slice(0, -1 - index));
  const ends = phrase.map((_, index) => phrase.slice(1 + index));
  const shorter = [...beginnings, ...ends].filter(({ length }) => length > 0);
  return shorter
    .values()
    .map((pieces) => pieces.map(written).join(' '))
    .filter(isRead)
    .take(1)
    .toArray();
}

/**
 * If a phrase has several pieces of one kind, each gets a task of its own, and the other pieces belong to all: "mon 8am and tue
 * 9am", "every day at 8am and 8pm". A preposition before the first piece counts for all.
 */
function severalTasks(phrase: readonly PlacedPiece[]): (PlacedPiece & { lead: string })[][] | undefined {
  const repeated = conflicts
    .map(([field]) => phrase.filter(({ piece }) => piece[field] !== undefined))
    .filter(({ length }) => length > 1);
  const [first = []] = repeated;
  if (first.length < 2 || repeated.some(({ length }) => length !== first.length)) return undefined;
  const kindOf = (placed: PlacedPiece) => repeated.find((same) => same.includes(placed));
  const order = phrase.map(kindOf).filter((kind) => kind !== undefined);
  if (order.some((kind, index) => kind !== order[index % repeated.length])) return undefined;
  if (first.slice(1).some(({ joiner }) => !joinsTasks.has(joiner))) return undefined;
  return first.map((_, task) =>
    phrase
      .filter((placed) => !kindOf(placed) || kindOf(placed)![task] === placed)
      .map((placed) => {
        const lead = placed.piece.lead ? undefined : kindOf(placed)?.[0]?.piece.lead;
        return { ...placed, lead: lead === undefined ? '' : `${lead} ` };
      }),
  );
}

/** Tells whether the text after a word is one phrase that is understood. */
function isPhrase(said: string, reader: Reader): boolean {
  const text = `x ${said}`;
  const tokens = tokenize(text);
  const [phrase] = findPhrases(tokens, reader.locale);
  if (phrase?.[0]?.from !== 1 || phrase.at(-1)!.to !== tokens.length) return false;
  if (isMeant(text, tokens, phrase) !== true) return false;
  const meaning = combine(phrase);
  return typeof meaning !== 'string' && typeof resolve(meaning, reader) !== 'string';
}
