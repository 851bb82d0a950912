import type { Token } from '../grammar/tokenizer.ts';
import type { Meaning, Piece, Reason } from '../grammar/values.ts';
import type { Reader } from '../reader.ts';
import type { Span } from '../span.ts';
import { combine } from './combine.ts';
import { isMeant } from './context.ts';
import { findPhrases, type PlacedPiece } from './phrase.finder.ts';
import { type Resolved, resolve } from './resolver.ts';

/** A part of the text that says when, or how often. */
export interface ReadPart extends Span {
  kind: 'due' | 'recurrence';
  pieces: PlacedPiece[];
}

/** A phrase that looks like a date but is not understood. */
export interface UnreadPhrase extends Span {
  reason: Reason;
  /** The longest beginning, or else the longest end, of the phrase that would be understood. */
  suggestion?: string;
}

export interface Reading {
  parts: ReadPart[];
  resolved?: Resolved;
  meaning?: Meaning;
  unread: UnreadPhrase[];
}

/** Reads everything that a text says about days, times and rules. Each phrase is read as a whole or not at all. */
export function readMoments(text: string, tokens: readonly Token[], reader: Reader): Reading {
  const unread: UnreadPhrase[] = [];
  const understood: PlacedPiece[] = [];
  const phrases: PlacedPiece[][] = [];
  for (const phrase of findPhrases(tokens, reader.locale)) {
    if (!isMeant(text, tokens, phrase)) continue;
    const reason = reasonAgainst(tokens, phrase, reader);
    if (reason) {
      unread.push(unreadPhrase(text, tokens, phrase, reason, reader));
    } else {
      phrases.push(phrase);
      understood.push(...phrase);
    }
  }
  if (understood.length === 0) return { parts: [], unread };
  const meaning = combine(understood);
  const resolved = typeof meaning === 'string' ? meaning : resolve(meaning, reader);
  if (typeof resolved === 'string' || typeof meaning === 'string') {
    const reason = typeof meaning === 'string' ? meaning : (resolved as Reason);
    unread.push(...phrases.map((phrase) => ({ ...spanOf(tokens, phrase), reason })));
    return { parts: [], unread: unread.sort((a, b) => a.start - b.start) };
  }
  return { parts: phrases.flatMap((phrase) => partsOf(tokens, phrase)), meaning, resolved, unread };
}

function reasonAgainst(tokens: readonly Token[], phrase: readonly PlacedPiece[], reader: Reader): Reason | undefined {
  const meaning = combine(phrase);
  if (typeof meaning === 'string') return meaning;
  if (meaning.rule && danglers.has(tokens[phrase.at(-1)!.to]?.key ?? '')) return 'incomplete';
  const resolved = resolve(meaning, reader);
  return typeof resolved === 'string' ? resolved : undefined;
}

/** Words that say something about a rule, so that the rule is not understood without what follows them. */
const danglers = new Set(['until', 'till', 'except', 'excluding', 'ending', 'unless']);

/** Longer phrases are unusual. The limit keeps the search for a suggestion short. */
const longestSuggested = 8;

function unreadPhrase(
  text: string,
  tokens: readonly Token[],
  phrase: readonly PlacedPiece[],
  reason: Reason,
  reader: Reader,
): UnreadPhrase {
  const span = spanOf(tokens, phrase);
  if (phrase.length > longestSuggested) return { ...span, reason };
  const beginnings = phrase.map((_, index) => phrase.slice(0, -1 - index));
  const ends = phrase.map((_, index) => phrase.slice(1 + index));
  const nearest = [...beginnings, ...ends].find((pieces) => pieces.length > 0 && isUnderstood(pieces, reader));
  if (!nearest) return { ...span, reason };
  const { start, end } = spanOf(tokens, nearest);
  return { ...span, reason, suggestion: text.slice(start, end) };
}

function isUnderstood(pieces: readonly PlacedPiece[], reader: Reader): boolean {
  const meaning = combine(pieces);
  return typeof meaning !== 'string' && typeof resolve(meaning, reader) !== 'string';
}

function spanOf(tokens: readonly Token[], pieces: readonly PlacedPiece[]): Span {
  return { start: tokens[pieces[0]!.from]!.start, end: tokens[pieces.at(-1)!.to - 1]!.end };
}

/** Joins neighbouring pieces of the same kind to one part. */
function partsOf(tokens: readonly Token[], phrase: readonly PlacedPiece[]): ReadPart[] {
  const hasRule = phrase.some(({ piece }) => piece.rule);
  const groups: { kind: ReadPart['kind']; pieces: PlacedPiece[] }[] = [];
  for (const placed of phrase) {
    const kind = hasRule && isAboutRule(placed.piece) ? 'recurrence' : 'due';
    const last = groups.at(-1);
    if (last?.kind === kind) last.pieces.push(placed);
    else groups.push({ kind, pieces: [placed] });
  }
  return groups.map((group) => ({ ...group, ...spanOf(tokens, group.pieces) }));
}

function isAboutRule({ rule, until, count, length, except, completion }: Piece): boolean {
  return !!(rule || until || count || length || except || completion);
}
