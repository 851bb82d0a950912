import type { Span } from '../span.ts';

/** A word, a number or a punctuation mark of a text. */
export interface Token extends Span {
  /** What the grammar compares: the word in lower case, `0` for any number, or the mark itself. */
  key: string;
  /** The digits of a number as typed, so that `09` and `9` can be told apart. */
  digits: string;
  /** Whether no blank stands between this token and the one before it. */
  glued: boolean;
}

export const numberKey = '0';
/** The key of a token that stands for a piece of the text that must not be read, such as a quotation. */
export const barrier = '\u2063';

const pattern = /2(?:day|moro|nite)(?!\p{L})|\p{L}[\p{L}\p{M}]*(?:['’´`]\p{L}+)*|\d+|\S/gu;

/** Splits a text into tokens. Each of `closed`, which must be in order and apart, becomes one barrier. */
export function tokenize(text: string, closed: readonly Span[] = []): Token[] {
  const tokens: Token[] = [];
  let next = 0;
  for (const match of text.matchAll(pattern)) {
    const start = match.index;
    while (next < closed.length && closed[next]!.end <= start) next += 1;
    const span = closed[next];
    const isClosed = span !== undefined && span.start < start + match[0].length;
    const last = tokens.at(-1);
    if (isClosed && last?.key === barrier && last.start === span.start) continue;
    const { start: from, end } = isClosed ? span : { start, end: start + match[0].length };
    const glued = last !== undefined && last.end === from;
    const digits = !isClosed && /^\d+$/.test(match[0]) ? match[0] : '';
    const key = isClosed ? barrier : digits ? numberKey : match[0].toLowerCase().replace(/[’´`]/g, "'");
    tokens.push({ key, digits, start: from, end, glued });
  }
  return tokens;
}
