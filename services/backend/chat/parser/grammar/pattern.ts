import { type Token, tokenize } from '../../../../../shared/language/grammar/tokenizer.ts';
import type { Reader } from '../../../../../shared/language/reader.ts';

/**
 * A command as people say it: `a|b` is one of these words, `check_off` two words, `?` makes an element optional, and
 * `<which:object>` is any text that the slot of this kind can read. A pattern must fit the whole message.
 */
export interface Pattern {
  elements: readonly Element[];
}

type Element = { words: readonly (readonly string[])[]; optional: boolean } | { name: string; kind: string };

/** Reads the text of a slot, by kind; undefined if the text does not fit. */
export type Slots = Readonly<Record<string, (text: string, reader: Reader) => unknown>>;

/** A message or a part of one, as tokens with their positions. */
export interface Said {
  text: string;
  tokens: readonly Token[];
  reader: Reader;
  slots: Slots;
  /** The values that slots have read so far, by kind and position. */
  read: Map<string, unknown>;
}

export type Bindings = Record<string, unknown>;

export function said(text: string, reader: Reader, slots: Slots): Said {
  // Each table of patterns reads the same message, which may be long.
  if (text !== last.text) last = { text, tokens: tokenize(text) };
  return { text, tokens: last.tokens, reader, slots, read: new Map() };
}
let last: Pick<Said, 'text' | 'tokens'> = { text: '', tokens: [] };

/** Parses the notation of a pattern, once, when the module is loaded. */
export function pattern(written: string): Pattern {
  const elements = written.split(' ').map((element): Element => {
    const [, name, kind] = /^<(\w+):(\w+)>$/.exec(element) ?? [];
    if (name && kind) return { name, kind };
    const optional = element.endsWith('?');
    const words = element.replace(/\?$/, '').split('|');
    return { words: words.map((word) => word.split('_')), optional };
  });
  return { elements };
}

/** Yields every way in which the pattern fits the whole message, beginning with the shortest first slot. */
export function* fits(pattern: Pattern, said: Said): Generator<Bindings> {
  for (const { bindings } of walk({ ...pattern, said, isWhole: true }, 0, 0, {})) yield bindings;
}

/** Yields every way in which the pattern fits from a token on, with the token after it. */
export function fitsFrom(pattern: Pattern, said: Said, at: number): Generator<Fit> {
  return walk({ ...pattern, said, isWhole: false }, 0, at, {});
}

export interface Fit {
  bindings: Bindings;
  end: number;
}

interface Walk extends Pattern {
  said: Said;
  isWhole: boolean;
}

function* walk(search: Walk, index: number, at: number, bindings: Bindings): Generator<Fit> {
  const { elements, said, isWhole } = search;
  const element = elements[index];
  const last = said.tokens.length;
  if (!element) {
    if (!isWhole || at === last) yield { bindings, end: at };
  } else if ('kind' in element) {
    const first = isWhole && index === elements.length - 1 ? last : at + 1;
    for (let end = Math.max(first, at + 1); end <= last; end += 1) {
      if (!canFollow(search, index + 1, end)) continue;
      const value = slotValue(element.kind, said, at, end);
      if (value !== undefined) yield* walk(search, index + 1, end, { ...bindings, [element.name]: value });
    }
  } else {
    for (const words of element.words) {
      if (areAt(words, said, at)) yield* walk(search, index + 1, at + words.length, bindings);
    }
    if (element.optional) yield* walk(search, index + 1, at, bindings);
  }
}

/** Tells whether the next required words are there. This is checked before a slot is read, which is expensive. */
function canFollow(search: Walk, index: number, at: number): boolean {
  const element = search.elements[index];
  if (!element) return !search.isWhole || at === search.said.tokens.length;
  if ('kind' in element) return at < search.said.tokens.length;
  if (element.words.some((words) => areAt(words, search.said, at))) return true;
  return element.optional && canFollow(search, index + 1, at);
}

function areAt(words: readonly string[], { tokens }: Said, at: number): boolean {
  return words.every((word, offset) => tokens[at + offset]?.key === word);
}

function slotValue(kind: string, said: Said, from: number, to: number): unknown {
  const key = `${kind} ${from} ${to}`;
  if (!said.read.has(key)) {
    const text = said.text.slice(said.tokens[from]!.start, said.tokens[to - 1]!.end);
    said.read.set(key, said.slots[kind]!(text, said.reader));
  }
  return said.read.get(key);
}
