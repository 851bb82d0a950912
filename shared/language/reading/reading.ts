import type { Token } from '../grammar/tokenizer.ts';
import type { Meaning, Piece, Reason } from '../grammar/values.ts';
import type { Reader } from '../reader.ts';
import type { Span } from '../span.ts';
import { combine } from './combine.ts';
import { isMeant } from './context.ts';
import { findPhrases, type PlacedPiece, spanOf } from './phrase.finder.ts';
import { type Resolved, resolve } from './resolver.ts';
import { suggestionsFor } from './suggestions.ts';

/** A part of the text that says when, or how often. */
export interface ReadPart extends Span {
  kind: 'due' | 'recurrence';
  pieces: PlacedPiece[];
}

/** A phrase that looks like a date but is not understood. */
export interface UnreadPhrase extends Span {
  reason: Reason;
  /** The nearest text that would be understood, or one text for each of several tasks. */
  suggestions: string[];
}

export interface Reading {
  parts: ReadPart[];
  resolved?: Resolved;
  meaning?: Meaning;
  unread: UnreadPhrase[];
}

/** Only this many phrases get a suggestion, because people correct one after the other. */
const mostSuggestions = 5;

/** Reads everything that a text says about days, times and rules. Each phrase is read as a whole or not at all. */
export function readMoments(text: string, tokens: readonly Token[], reader: Reader): Reading {
  const unread: UnreadPhrase[] = [];
  const understood: PlacedPiece[] = [];
  const phrases: PlacedPiece[][] = [];
  for (const phrase of findPhrases(tokens, reader.locale)) {
    const meant = isMeant(text, tokens, phrase);
    if (!meant) continue;
    const reason = reasonAgainst(tokens, phrase, reader) ?? (meant === 'perhaps' ? 'doubtful' : undefined);
    if (reason) {
      const suggestions = unread.length < mostSuggestions ? suggestionsFor(text, tokens, phrase, reason, reader) : [];
      unread.push({ ...spanOf(tokens, phrase), reason, suggestions });
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
    unread.push(...phrases.map((phrase) => ({ ...spanOf(tokens, phrase), reason, suggestions: [] })));
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
  return groups.map((group) => ({ ...group, ...withJoiner(tokens, group.pieces) }));
}

/** "And" between two parts says nothing once they are gone: "every sunday and 9pm". */
function withJoiner(tokens: readonly Token[], pieces: readonly PlacedPiece[]): Span {
  const { from, joiner } = pieces[0]!;
  const span = spanOf(tokens, pieces);
  return joiner ? { ...span, start: tokens[from - 1]!.start } : span;
}

function isAboutRule({ rule, until, count, length, except, completion }: Piece): boolean {
  return !!(rule || until || count || length || except || completion);
}
