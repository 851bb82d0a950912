import { Chart } from '../grammar/chart.ts';
import { grammarFor } from '../grammar/grammar.ts';
import { barrier, type Token } from '../grammar/tokenizer.ts';
import type { Piece } from '../grammar/values.ts';
import type { Span } from '../span.ts';

/** A piece of a phrase, from one token up to, and not including, another. */
export interface PlacedPiece {
  piece: Piece;
  from: number;
  to: number;
  /** The word or mark between it and the piece before: "and", "to", a dash. */
  joiner?: string;
}

/** The longest row of pieces from a token on. */
interface Row {
  first: PlacedPiece;
  rest?: Row;
  end: number;
  length: number;
}

interface Text {
  tokens: readonly Token[];
  chart: Chart;
  /** The longest row that a phrase may begin with, and the longest that may go on with one. */
  rows: (Row | undefined)[];
  tails: (Row | undefined)[];
}

const joiners = new Set(['and', 'or', 'to', 'through', 'thru', 'plus', '&', '/', '-', '–', '—']);
const dashes = new Set(['-', '–', '—', '/']);
const opening = new Set(['(', '[', '{', ',', ';', ':', '"', '“', '«', "'", '‘', '—', '–', '|', barrier]);
const closing = new Set([')', ']', '}', ',', ';', ':', '.', '!', '?', '…', '"', '”', '»', "'", '—', '–', '|', barrier]);
const quotes = new Set(['"', '“', '«', "'", '‘']);
/** Words that may follow a bare hour, or an adverb such as "daily": what is said next does not belong to it. */
const functionWords = new Set(
  'on in with about for to at by and or but every from until if when before after because then via so using'.split(' '),
);

/** Returns the phrases of dates, times and rules in a text in order, each as long as possible. */
export function findPhrases(tokens: readonly Token[], locale: string): PlacedPiece[][] {
  const text: Text = { tokens, chart: new Chart(grammarFor(locale), tokens), rows: [], tails: [] };
  const { rows } = text;
  // The tokens are read from the end, so that each row builds on the following one, and each token is read once.
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    text.tails[at] = longestRow(text, at, true);
    if (canBeginAt(tokens, at)) rows[at] = longestRow(text, at, false);
  }
  const phrases: PlacedPiece[][] = [];
  for (let at = 0; at < tokens.length; ) {
    const row = rows[at];
    if (row) phrases.push(withoutNoun(tokens, piecesOf(row)));
    at = row?.end ?? at + 1;
  }
  return phrases;
}

/** In "parents' evening friday 19:00" the time says it all, so that the evening belongs to the title. */
function withoutNoun(tokens: readonly Token[], pieces: PlacedPiece[]): PlacedPiece[] {
  const [first, ...rest] = pieces as [PlacedPiece, ...PlacedPiece[]];
  const { part, day, clock, lead } = first.piece;
  const isNoun = part && !day && !clock && !lead && /^[\p{L}'’]/u.test(tokens[first.from - 1]?.key ?? '');
  return isNoun && rest.some(({ piece }) => piece.clock?.exact) ? rest : pieces;
}

/** The place of neighbouring pieces in the text. */
export function spanOf(tokens: readonly Token[], pieces: readonly PlacedPiece[]): Span {
  return { start: tokens[pieces[0]!.from]!.start, end: tokens[pieces.at(-1)!.to - 1]!.end };
}

function longestRow(text: Text, at: number, isTail: boolean): Row | undefined {
  const { tokens, chart, tails } = text;
  let best: Row | undefined;
  const offer = (first: PlacedPiece, rest?: Row) => {
    const [end, length] = rest ? [rest.end, 1 + rest.length] : [first.to, 1];
    if (best && (end < best.end || (end === best.end && length >= best.length))) return;
    best = { first, ...(rest ? { rest } : {}), end, length };
  };
  const matches = chart.matches('piece', at);
  for (const { end, value, isNonsense } of isTail ? [...chart.matches('companion', at), ...matches] : matches) {
    const piece: Piece = isNonsense ? { ...(value as Piece), unreadable: 'no such day' } : (value as Piece);
    if (piece.certainty === 'last' && !(isTail && piece.clock) && !nothingBelongsToIt(text, end, !piece.rule)) continue;
    if (piece.certainty === 'leading' && isTail) continue;
    const first: PlacedPiece = { piece, from: at, to: end };
    if (canEndAt(tokens, end)) offer(first);
    const next = tokens[end]?.key === ',' ? end + 1 : end;
    const joiner = tokens[next]?.key ?? '';
    const direct = tails[next];
    if (direct && isApart(tokens, next)) offer(first, direct);
    if (!joiners.has(joiner)) continue;
    const joined = tails[next + 1] ?? looseRow(text, next + 1);
    if (joined) offer(first, { ...joined, first: { ...joined.first, joiner } });
  }
  return best;
}

/** Finds a row with pieces that would be no date alone, as in "tomorrow and the 5th". */
function looseRow(text: Text, at: number): Row | undefined {
  for (const { end, value, isNonsense } of text.chart.matches('loose', at)) {
    if (isNonsense) continue;
    const piece = value as Piece;
    const ends = piece.certainty !== 'last' || nothingBelongsToIt(text, end);
    if (ends && canEndAt(text.tokens, end)) return { first: { piece, from: at, to: end }, end, length: 1 };
  }
  return undefined;
}

function piecesOf(row: Row): PlacedPiece[] {
  const pieces: PlacedPiece[] = [];
  for (let rest: Row | undefined = row; rest; rest = rest.rest) pieces.push(rest.first);
  return pieces;
}

/** Tells whether a phrase may begin with this token, which it may after a blank or an opening mark. */
function canBeginAt(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!;
  return !token.glued || opening.has(tokens[at - 1]!.key);
}

/** Tells whether a phrase may end before this token, which it may before a blank or a mark that ends a word. */
function canEndAt(tokens: readonly Token[], at: number): boolean {
  for (let next = at; tokens[next]?.glued; next += 1) {
    const { key } = tokens[next]!;
    if (key === barrier) return true;
    if (!closing.has(key)) return false;
  }
  return true;
}

function isApart(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]!;
  return !token.glued || token.key === '@' || /[,)\]]/.test(tokens[at - 1]!.key);
}

function nothingBelongsToIt({ tokens, tails }: Text, at: number, allowsMore = true): boolean {
  const next = tokens[at];
  if (!next || (allowsMore && functionWords.has(next.key)) || dashes.has(next.key) || next.key === '(') return true;
  if (quotes.has(next.key) && !next.glued) return false;
  if (next.key === barrier || closing.has(next.key)) return canEndAt(tokens, at);
  return tails[at] !== undefined;
}
