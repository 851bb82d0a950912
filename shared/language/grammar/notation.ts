import { numberKey, type Token } from './tokenizer.ts';

/**
 * A production: a pattern and what it means. In a pattern `a|b` is one of these words, `<name>` is another part of the
 * grammar, `?` makes an element optional, and `~` says that no blank may stand before it. The function gets the values of
 * all `<names>` in order, undefined for one that was left out, and gives undefined where the whole makes no sense.
 */
export type Production = [pattern: string, meaning: (...values: never[]) => unknown];

/** One thing after another, with these words between, or nothing where `''` is among them. */
export interface ListOf {
  listOf: string;
  separators: string[];
}

export interface Grammar {
  /** Categories of words, and what each of their words stands for. */
  words: Record<string, Readonly<Record<string, unknown>>>;
  /** Kinds of numbers: the value of digits that are of this kind. */
  numbers: Record<string, (digits: string) => number | undefined>;
  productions: Record<string, Production[] | ListOf>;
  /** The parts whose meanings are also asked for where a name in the pattern makes no sense, and is undefined. */
  takingNonsense: string[];
}

/** A `<name>` of the grammar: exactly one of a category of words, a kind of number, a list and productions. */
export interface Part {
  id: number;
  words?: ReadonlyMap<string, unknown>;
  number?: (digits: string) => number | undefined;
  list?: { of: Part; separators: readonly string[] };
  sequences?: readonly Sequence[];
  /** The keys of tokens that it can begin with. */
  keys: ReadonlySet<string>;
  /** The sequences that can begin with a token of this key. */
  beginningWith: Map<string, readonly Sequence[]>;
  seconds: Map<string, ReadonlySet<string>>;
  /**
   * The sequences that can begin with two tokens, by the keys of both. They are computed when a first key is used for the first
   * time.
   */
  openings: Map<string, ReadonlyMap<string, readonly Sequence[]>>;
}

export interface Element {
  words?: ReadonlySet<string>;
  part?: Part;
  glued: boolean;
  optional: boolean;
}

export interface Sequence {
  elements: readonly Element[];
  /** The keys that its second token can have, by the key of the first; found out when first asked for. */
  seconds: Map<string, ReadonlySet<string>>;
  meaning: (...values: unknown[]) => unknown;
  takesNonsense: boolean;
}

export interface CompiledGrammar {
  part: (name: string) => Part;
  /** How many parts there are: their ids are lower. */
  size: number;
}

/** Reads the patterns of a grammar, once, when the module is loaded. */
export function compileGrammar({ words, numbers, productions, takingNonsense }: Grammar): CompiledGrammar {
  const parts = new Map<string, Part>();
  const add = (name: string, content: Pick<Part, 'words' | 'number'>) =>
    parts.set(name, {
      id: parts.size,
      keys: new Set(),
      beginningWith: new Map(),
      seconds: new Map(),
      openings: new Map(),
      ...content,
    });
  for (const [name, category] of Object.entries(words)) add(name, { words: new Map(Object.entries(category)) });
  for (const [name, number] of Object.entries(numbers)) add(name, { number });
  for (const name of Object.keys(productions)) add(name, {});

  function part(name: string): Part {
    const found = parts.get(name);
    if (!found) throw new Error(`The grammar has no <${name}>.`);
    return found;
  }

  function element(written: string): Element {
    const [, glued, atom, optional] = /^(~?)(.+?)(\??)$/.exec(written)!;
    const name = /^<(\w+)>$/.exec(atom!)?.[1];
    const content = name ? { part: part(name) } : { words: new Set(atom!.split('|')) };
    return { ...content, glued: glued !== '', optional: optional !== '' };
  }

  for (const [name, definition] of Object.entries(productions)) {
    if (Array.isArray(definition)) {
      part(name).sequences = definition.map(([pattern, meaning]) => ({
        elements: pattern.split(' ').map(element),
        seconds: new Map(),
        meaning: meaning as Sequence['meaning'],
        takesNonsense: takingNonsense.includes(name),
      }));
    } else part(name).list = { of: part(definition.listOf), separators: definition.separators };
  }
  indexBeginnings([...parts.values()]);
  return { part, size: parts.size };
}

/** Stands among second keys where one token may be all. */
const nothing = '';

/**
 * Returns the sequences of a part that can begin with tokens of these keys, in the order of the grammar. That rules most of them
 * out.
 */
export function sequencesOf(part: Part, first: string, second = nothing): readonly Sequence[] {
  let bySecond = part.openings.get(first);
  if (!bySecond) {
    bySecond = indexSeconds(part.beginningWith.get(first) ?? [], first);
    part.openings.set(first, bySecond);
  }
  return bySecond.get(second) ?? bySecond.get(nothing)!;
}

function indexSeconds(sequences: readonly Sequence[], first: string): Map<string, Sequence[]> {
  const found = new Map<string, Sequence[]>([[nothing, []]]);
  for (const sequence of sequences) for (const key of secondsOf(sequence, first)) found.set(key, []);
  for (const sequence of sequences) {
    const seconds = secondsOf(sequence, first);
    for (const key of seconds.has(nothing) ? found.keys() : seconds) found.get(key)!.push(sequence);
  }
  return found;
}

/** The keys of tokens that can follow one of this key in the sequence. */
function secondsOf(sequence: Sequence, first: string): ReadonlySet<string> {
  const known = sequence.seconds.get(first);
  if (known) return known;
  const found = new Set<string>();
  const { elements } = sequence;
  for (const [index, { words, part, optional }] of elements.entries()) {
    const seconds = words ? (words.has(first) ? [nothing] : []) : secondsOfPart(part!, first);
    for (const key of seconds) {
      if (key === nothing) addBeginnings(elements.slice(index + 1), found);
      else found.add(key);
    }
    if (!optional) break;
  }
  sequence.seconds.set(first, found);
  return found;
}

function secondsOfPart(part: Part, first: string): ReadonlySet<string> {
  const known = part.seconds.get(first);
  if (known) return known;
  const found = new Set<string>();
  if (part.words ? part.words.has(first) : part.number && first === numberKey) found.add(nothing);
  if (part.list) {
    const { of, separators } = part.list;
    for (const key of secondsOfPart(of, first)) found.add(key);
    // Behind an item of one token the next item, or what stands before it, may follow.
    if (found.has(nothing)) for (const key of separators) for (const next of key ? [key] : of.keys) found.add(next);
  }
  for (const sequence of part.beginningWith.get(first) ?? [])
    for (const key of secondsOf(sequence, first)) found.add(key);
  part.seconds.set(first, found);
  return found;
}

/** The keys of elements up to the first that cannot be left out; nothing, where all can. */
function addBeginnings(elements: readonly Element[], found: Set<string>): void {
  for (const { words, part, optional } of elements) {
    for (const key of words ?? part!.keys) found.add(key);
    if (!optional) return;
  }
  found.add(nothing);
}

/** Notes for each part, and each key that one of its productions can begin with, which productions those are. */
function indexBeginnings(parts: readonly Part[]): void {
  const done = new Set<Part>();

  function keysOf(part: Part): ReadonlySet<string> {
    if (done.has(part)) return part.keys;
    done.add(part);
    const found = new Set(part.words?.keys() ?? (part.number ? [numberKey] : []));
    part.keys = found;
    if (part.list) for (const key of keysOf(part.list.of)) found.add(key);
    for (const sequence of part.sequences ?? []) {
      const begins = new Set<string>();
      for (const { words, part, optional } of sequence.elements) {
        for (const key of words ?? keysOf(part!)) begins.add(key);
        if (!optional) break;
      }
      for (const key of begins) {
        found.add(key);
        part.beginningWith.set(key, [...(part.beginningWith.get(key) ?? []), sequence]);
      }
    }
    return found;
  }

  for (const part of parts) keysOf(part);
}

/** What a token is as a word or a number of this part. */
export function terminalValue({ words, number }: Part, { key, digits }: Token): unknown {
  return words ? words.get(key) : key === numberKey ? number!(digits) : undefined;
}
