import type { Priority } from '../../../../../shared/events/task.schema.ts';
import type { Reader } from '../../../../../shared/language/reader.ts';
import { type Fit, fitsFrom, type Said, said } from '../grammar/pattern.ts';
import { slots } from '../grammar/slots.ts';
import type { SetPhrase } from './filter.ts';
import { compiledPieces, loosePieces, type Meaning, type Piece } from './set.pieces.ts';

/** A longer text names no set: this bounds the time that any text takes. */
const mostWords = 25;
const longestPhrase = 500;

/** Reads a phrase such as "all overdue tasks tagged work except the report". The part that it cannot read is in `unread`. */
export function parseSet(text: string, reader: Reader, isLoose = false): SetPhrase {
  let phrase: SetPhrase = { filter: {} };
  if (text.length > longestPhrase) return { ...phrase, unread: text };
  const words = said(withoutPossessives(text), reader, { ...slots, topic, priorityNumber, listName, listTitle });
  if (words.tokens.length > mostWords) return { ...phrase, unread: words.text };
  for (let at = 0; at < words.tokens.length; ) {
    const fit = longestPiece(words, at, isLoose ? loosePieces : compiledPieces);
    if (!fit) return { ...phrase, unread: words.text.slice(words.tokens[at]!.start) };
    phrase = merged(phrase, fit.meaning(fit.bindings));
    at = fit.end;
  }
  return phrase;
}

function longestPiece(
  words: Said,
  at: number,
  pieces: typeof compiledPieces,
): (Fit & { meaning: Meaning }) | undefined {
  for (const [piece, meaning] of pieces) {
    let longest: Fit | undefined;
    for (const fit of fitsFrom(piece, words, at)) if (!longest || fit.end > longest.end) longest = fit;
    if (longest) return { ...longest, meaning };
  }
  return undefined;
}

function merged({ filter, ...phrase }: SetPhrase, piece: Piece): SetPhrase {
  const { priority, tag, notTag, ...others } = piece.filter ?? {};
  const lists = Object.entries({ priority, tag, notTag }).filter(([, values]) => values);
  const joined = lists.map(([field, values]) => [field, [...(filter[field as 'tag'] ?? []), ...values!]]);
  // "Overdue tasks of today" are overdue tasks, but "what is left for today" means those of today.
  const status = filter.status && filter.status !== 'open' ? filter.status : (others.status ?? filter.status);
  return {
    ...phrase,
    ...piece,
    filter: { ...filter, ...others, ...Object.fromEntries(joined), ...(status ? { status } : {}) },
  };
}

/** Turns "today's tasks" into the tasks of today. */
function withoutPossessives(text: string): string {
  return text.replace(
    /\b(?:(today|tomorrow|yesterday|tonight)['’]?s|(\p{L}+day|week|month|weekend)['’]s)(?=\s|$)/giu,
    '$1$2',
  );
}

/** Returns the words of a title, up to the next part of the phrase. */
function topic(text: string): string | undefined {
  return /(?:^|\s)(?:due|tagged|except|without)(?:\s|$)|#/i.test(text)
    ? undefined
    : text.replace(/^["“](.*)["”]$/s, '$1');
}

/** "A list of work tasks" has no title. */
function listTitle(text: string): string | undefined {
  return /^(?:of|for|with|about)(?:\s|$)/i.test(text) ? undefined : topic(text);
}

function listName(text: string): string | undefined {
  return /^(?!(?:my|the|a|your|todo|do|to-do)$)[\p{L}\p{N}]+$/iu.test(text) ? text : undefined;
}

function priorityNumber(text: string, reader: Reader): Priority | undefined {
  return /^p[1-4]$/i.test(text) ? slots.priority(text, reader) : undefined;
}
