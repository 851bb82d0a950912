import fc from 'fast-check';
import { grammarFor } from '../../shared/language/grammar/grammar.ts';
import type { Element, Part } from '../../shared/language/grammar/notation.ts';

const numbers = '1 2 3 5 8 9 10 12 15 17 24 28 31 45 59 00 05 09 30 95 999 0900 1730 2026 2027 2031'.split(' ');
const deepest = 8;

/** Says how to choose: a number below this one. */
type Choose = (below: number) => number;

/** Texts that a part of the grammar can be written as, made from its productions and words. Not each of them makes sense. */
export function phrasesOf(name: string, locale: string): fc.Arbitrary<string> {
  const part = grammarFor(locale).part(name);
  return fc.uint8Array({ minLength: 40, maxLength: 40 }).map((bytes) => {
    let next = 0;
    return written(part, (below) => (bytes[next++] ?? 0) % below, 0);
  });
}

function written(part: Part, choose: Choose, depth: number): string {
  const oneOf = <Item>(items: readonly Item[]) => items[depth > deepest ? 0 : choose(items.length)]!;
  if (part.words) return oneOf([...part.words.keys()]);
  if (part.number) return oneOf(numbers.filter((digits) => part.number!(digits) !== undefined));
  if (part.list) {
    const { of, separators } = part.list;
    const items = Array.from({ length: depth > deepest ? 1 : 1 + choose(3) }, () => written(of, choose, depth + 1));
    return items.reduce((list, item) => `${list} ${oneOf(separators)} ${item}`.replace(/ +/g, ' '));
  }
  return oneOf(part.sequences!).elements.reduce((text, element) => {
    if (element.optional && choose(2) === 0) return text;
    const said = writtenElement(element, choose, depth);
    return text === '' || element.glued ? text + said : `${text} ${said}`;
  }, '');
}

function writtenElement({ words, part }: Element, choose: Choose, depth: number): string {
  if (part) return written(part, choose, depth + 1);
  return [...words!][choose(words!.size)]!;
}

/** All words and marks that stand in the grammar, and a number of each kind. */
export function wordsOfGrammar(locale: string): string[] {
  const found = new Set(numbers);
  const seen = new Set<Part>();
  function collect(part: Part): void {
    if (seen.has(part)) return;
    seen.add(part);
    for (const word of part.words?.keys() ?? []) found.add(word);
    for (const separator of part.list?.separators ?? []) found.add(separator);
    if (part.list) collect(part.list.of);
    for (const { words, part: inner } of part.sequences?.flatMap(({ elements }) => elements) ?? []) {
      for (const word of words ?? []) found.add(word);
      if (inner) collect(inner);
    }
  }
  for (const name of ['piece', 'companion', 'loose']) collect(grammarFor(locale).part(name));
  found.delete('');
  return [...found];
}
