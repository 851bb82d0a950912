import { isUnspaced, plainText } from '../search.characters.ts';
import type { SearchTerms } from '../search.terms.ts';
import { phraseMatcher } from './phrase.matcher.ts';

export interface Highlight {
  title: string;
  description: string;
}

/** Two words are similar from this share of common trigrams on, as in the search itself. */
const similarFrom = 0.4;

/**
 * Marks what a search found: whole words, and literals. The whole text comes back escaped, with `<mark>` as its only tag.
 * The work is linear in the text: a word is compared with all terms at once, and all phrases advance together.
 * @param forms words of the task that have the stem of a search term
 * @param similar whether a word counts that is only similar to a term, or contains it
 */
export function highlighter(terms: SearchTerms, similar: boolean): (text: string, forms: string[]) => string {
  const typed = terms.words.map(({ content }) => content);
  const words = [...new Set(typed.map((word) => fold(word).text))];
  const prefixes = new Set(typed.filter((word) => !isUnspaced(word)).map((word) => fold(word).text));
  const prefixLengths = [...new Set([...prefixes].map((word) => word.length))];
  const initials = new Set(words.map((word) => word[0]));
  const phrases = phraseMatcher(terms.phrases.map(({ content }) => content.map((word) => fold(word).text)));
  const literals = new Set(
    [...terms.literals.map(({ content }) => content), ...typed.filter(isUnspaced)]
      .map((literal) => fold(literal).text)
      .filter((literal) => literal !== ''),
  );
  const isSimilar = similar ? similarTo(words) : () => false;
  const matchesTerm = memoized(
    (word) => prefixLengths.some((length) => prefixes.has(word.slice(0, length))) || isSimilar(word),
  );

  return (text, forms) => {
    const folded = fold(text);
    const tokens = [...folded.text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({ word, index }));
    const stems = new Set(forms.map((form) => fold(form).text));
    const inPhrase = phrases(
      tokens.map(({ word }) => word),
      stems,
    );
    const marks: Mark[] = [];
    const mark = (start: number, end: number) => marks.push([folded.at(start), folded.at(end)]);
    for (const [place, { word, index }] of tokens.entries()) {
      const isForm = stems.has(word) && initials.has(word[0]);
      if (inPhrase[place] || isForm || matchesTerm(word)) mark(index, index + word.length);
    }
    for (const literal of literals) {
      for (let at = folded.text.indexOf(literal); at >= 0; at = folded.text.indexOf(literal, at + literal.length)) {
        mark(at, at + literal.length);
      }
    }
    return withMarks(text, marks);
  };
}

function memoized(matches: (word: string) => boolean): (word: string) => boolean {
  const known = new Map<string, boolean>();
  return (word) => {
    const found = known.get(word) ?? matches(word);
    known.set(word, found);
    return found;
  };
}

/** The end is exclusive. */
type Mark = [start: number, end: number];

function withMarks(text: string, marks: Mark[]): string {
  let html = '';
  let done = 0;
  for (const [start, end] of merged(marks)) {
    html += `${escapeHtml(text.slice(done, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
    done = end;
  }
  return html + escapeHtml(text.slice(done));
}

function merged(marks: Mark[]): Mark[] {
  const result: Mark[] = [];
  for (const [start, end] of marks.sort(([a], [b]) => a - b)) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

/** Letters that Unicode does not decompose, but that PostgreSQL's `unaccent` replaces. */
const plainLetters: Record<string, string> = Object.fromEntries(
  'ø:o đ:d ð:d ł:l ħ:h ı:i ŧ:t ß:ss æ:ae œ:oe þ:th'.split(' ').map((pair) => pair.split(':')),
);

interface Folded {
  text: string;
  /** Maps an index of the folded text to one of the original. */
  at(index: number): number;
}

/** PostgreSQL indexes no more letters of a text: some characters stand for 18 others. */
const mostLetters = 20_500;

/** Removes case and accents, as PostgreSQL does before it searches. */
function fold(text: string): Folded {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins there
  if (/^[\x00-\x7f]*$/.test(text)) return { text: text.toLowerCase(), at: (place) => place };
  let folded = '';
  let original = 0;
  const places: number[] = [];
  const known = new Map<string, string>();
  for (const character of text) {
    const letters = known.get(character) ?? foldedCharacter(character);
    known.set(character, letters);
    for (let unit = 0; unit < letters.length; unit += 1) places.push(original);
    folded += letters;
    original += character.length;
    if (folded.length > mostLetters) break;
  }
  return { text: folded, at: (place) => places[place] ?? text.length };
}

function foldedCharacter(character: string): string {
  if (character < '\u0080') return character.toLowerCase();
  // Letters are neither apostrophes nor dashes nor blanks, and most of the ten thousand that a text may have are as they should be.
  const plain = (/[\p{Lo}\p{Ll}\p{Lu}]/u.test(character) ? character : plainText(character)).normalize('NFKD');
  if (plain === character && /\p{Lo}/u.test(character)) return character;
  const folded = plain.replace(/\p{M}/gu, '').toLowerCase();
  return plainLetters[folded] ?? folded;
}

/** Counts the common trigrams of a word and all terms at once. */
function similarTo(terms: string[]): (word: string) => boolean {
  const sizes = terms.map((term) => trigrams(term).size);
  const termsWith = new Map<string, number[]>();
  for (const [index, term] of terms.entries()) {
    for (const trigram of trigrams(term)) termsWith.set(trigram, [...(termsWith.get(trigram) ?? []), index]);
  }
  return (word) => {
    if (terms.some((term) => word.includes(term))) return true;
    const ours = trigrams(word);
    const shared = [...ours].flatMap((trigram) => termsWith.get(trigram) ?? []);
    if (shared.length === 0) return false;
    const common = new Uint16Array(terms.length);
    for (const index of shared) common[index]! += 1;
    return sizes.some((size, index) => common[index]! / (ours.size + size - common[index]!) >= similarFrom);
  };
}

/** Padded as in pg_trgm: two blanks before the word and one after it. */
function trigrams(word: string): Set<string> {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, start) => padded.slice(start, start + 3)));
}
