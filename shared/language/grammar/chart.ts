import { type CompiledGrammar, type Part, type Sequence, sequencesOf, terminalValue } from './notation.ts';
import type { Token } from './tokenizer.ts';

export interface Match<Value = unknown> {
  /** The number of the token behind the last one that belongs to it. */
  end: number;
  value: Value;
  /** Written as the grammar has it, and without a meaning: "fourteen o'clock at night". */
  isNonsense?: true;
}

/** Longer lists are no lists: this keeps the time that a text takes proportional to its length. A year has so many months. */
const longestList = 12;
const none: readonly Match[] = [];

/**
 * What the parts of the grammar can mean at each token of one text. Every question is asked once and its result kept, as in
 * a chart parser. Of two readings of the same tokens the first in the grammar counts that
 * makes sense. What makes none is kept too, so that no part of it is read alone.
 */
export class Chart {
  readonly #known: (readonly Match[] | undefined)[];
  readonly #grammar: CompiledGrammar;
  readonly #tokens: readonly Token[];
  /** The number of elements of the grammar that were compared with the text, which measures the work. */
  steps = 0;

  constructor(grammar: CompiledGrammar, tokens: readonly Token[]) {
    this.#grammar = grammar;
    this.#tokens = tokens;
    this.#known = new Array(tokens.length * grammar.size);
  }

  /** Each reading of the part that begins at the token. */
  matches(name: string, at: number): readonly Match[] {
    return this.#matches(this.#grammar.part(name), at);
  }

  #matches(part: Part, at: number): readonly Match[] {
    const token = this.#tokens[at];
    if (!token) return none;
    if (part.words || part.number) {
      const value = terminalValue(part, token);
      return value === undefined ? none : [{ end: at + 1, value }];
    }
    if (!part.list && !part.keys.has(token.key)) return none;
    const place = at * this.#grammar.size + part.id;
    let found = this.#known[place];
    if (!found) {
      found = part.list ? this.#list(part.list, at) : this.#sequences(part, at);
      this.#known[place] = found;
    }
    return found;
  }

  #sequences(part: Part, at: number): readonly Match[] {
    const sequences = sequencesOf(part, this.#tokens[at]!.key, this.#tokens[at + 1]?.key);
    if (sequences.length === 0) return none;
    const found: Match[] = [];
    const values: unknown[] = [];
    for (const sequence of sequences) this.#walk(sequence, 0, at, values, found, true);
    return found.length > 0 ? found : none;
  }

  /** Follows the elements of a sequence from one of them on; `values` is what the elements before it came to, if it makes sense. */
  #walk(sequence: Sequence, index: number, at: number, values: unknown[], found: Match[], isSense: boolean): void {
    this.steps += 1;
    const element = sequence.elements[index];
    if (!element) {
      const known = found.findIndex(({ end }) => end === at);
      if (known >= 0 && !(isSense && found[known]!.isNonsense)) return;
      const value = isSense || sequence.takesNonsense ? sequence.meaning(...values) : undefined;
      const match: Match = { end: at, value, ...(isSense && value !== undefined ? {} : { isNonsense: true }) };
      found[known >= 0 ? known : found.length] = match;
      return;
    }
    const token = this.#tokens[at];
    if (token && (token.glued || !element.glued)) {
      if (element.words) {
        if (element.words.has(token.key)) this.#walk(sequence, index + 1, at + 1, values, found, isSense);
      } else {
        for (const { end, value, isNonsense } of this.#matches(element.part!, at)) {
          values.push(value);
          this.#walk(sequence, index + 1, end, values, found, isSense && !isNonsense);
          values.pop();
        }
      }
    }
    if (!element.optional) return;
    if (element.words) this.#walk(sequence, index + 1, at, values, found, isSense);
    else {
      values.push(undefined);
      this.#walk(sequence, index + 1, at, values, found, isSense);
      values.pop();
    }
  }

  /** Each beginning of the longest list, of which every item is read as far as it goes. */
  #list({ of, separators }: NonNullable<Part['list']>, at: number): readonly Match[] {
    const found: Match[] = [];
    const items: unknown[] = [];
    let place: number | undefined = at;
    let isSense = true;
    while (place !== undefined && items.length < longestList) {
      let longest: Match | undefined;
      for (const match of this.#matches(of, place)) if (!longest || match.end > longest.end) longest = match;
      if (!longest) break;
      this.steps += 1;
      items.push(longest.value);
      isSense &&= !longest.isNonsense;
      found.push(
        isSense ? { end: longest.end, value: [...items] } : { end: longest.end, value: undefined, isNonsense: true },
      );
      place = this.#afterSeparator(separators, longest.end);
    }
    return found;
  }

  /** A comma and a word may stand together: ", and". */
  #afterSeparator(separators: readonly string[], at: number): number | undefined {
    let place = at;
    while (place < at + 2 && separators.includes(this.#tokens[place]?.key ?? '-')) place += 1;
    return place > at || separators.includes('') ? place : undefined;
  }
}
