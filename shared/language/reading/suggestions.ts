import type { Token } from '../grammar/tokenizer.ts';
import type { Reader } from '../reader.ts';
import { combine, conflicts } from './combine.ts';
import { type PlacedPiece, spanOf } from './phrase.finder.ts';
import { resolve } from './resolver.ts';

/** Longer phrases are unusual. The limit keeps the search short. */
const longest = 8;
const joinsTasks = new Set([undefined, 'and', 'or', 'plus', '&', '/']);

/**
 * Returns texts that would be understood instead of a phrase that is not: one for each of several tasks ("at 8am", "at 8pm"), or
 * else the longest beginning or end of the phrase, or else what the grammar has in its place.
 */
export function suggestionsFor(
  text: string,
  tokens: readonly Token[],
  phrase: readonly PlacedPiece[],
  reader: Reader,
): string[] {
  if (phrase.length > longest) return [];
  const written = (pieces: readonly PlacedPiece[]) =>
    pieces
      .map((piece) => {
        const { start, end } = spanOf(tokens, [piece]);
        return text.slice(start, end);
      })
      .join(' ');
  const several = severalTasks(phrase);
  if (several?.every((pieces) => isUnderstood(pieces, reader))) return several.map(written);
  const beginnings = phrase.map((_, index) => phrase.slice(0, -1 - index));
  const ends = phrase.map((_, index) => phrase.slice(1 + index));
  const nearest = [...beginnings, ...ends].find((pieces) => pieces.length > 0 && isUnderstood(pieces, reader));
  if (nearest) return [written(nearest)];
  return phrase.flatMap(({ piece }) => piece.instead ?? []).slice(0, 1);
}

/** Of pieces that say the same kind of thing each gets a task of its own, with what the others say. */
function severalTasks(phrase: readonly PlacedPiece[]): PlacedPiece[][] | undefined {
  for (const [field] of conflicts) {
    const same = phrase.filter(({ piece }) => piece[field] !== undefined);
    if (same.length < 2) continue;
    if (same.slice(1).some(({ joiner }) => !joinsTasks.has(joiner))) return undefined;
    return same.map((one) => phrase.filter((placed) => placed === one || !same.includes(placed)));
  }
  return undefined;
}

function isUnderstood(pieces: readonly PlacedPiece[], reader: Reader): boolean {
  // What joined a piece to one that is left out joins it to nothing.
  const meaning = combine(pieces.map(({ joiner: _, ...placed }) => placed));
  return typeof meaning !== 'string' && typeof resolve(meaning, reader) !== 'string';
}
