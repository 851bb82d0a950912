import type { SearchTerms } from './search.terms.ts';

export interface Highlight {
  title: string;
  description: string;
}

/** Below this share of common trigrams two words are not similar; the same as in the search itself. */
const similarFrom = 0.4;

/**
 * Marks what a search found: whole words, and what was typed with symbols. The whole text comes back, escaped, with `<mark>`
 * as its only tag.
 * @param forms words of the task that have the stem of one looked for
 * @param similar whether words count that are only similar, or have what was typed inside
 */
export function highlighter(terms: SearchTerms, similar: boolean): (text: string, forms: string[]) => string {
  const wanted = terms.words.map((word) => fold(word).text);
  const phrases = terms.phrases.map((phrase) => phrase.map((word) => fold(word).text));
  const literals = terms.literals.map((literal) => fold(literal).text).filter((literal) => literal !== '');

  return (text, forms) => {
    const folded = fold(text);
    const words = [...folded.text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => ({ word, index }));
    const stems = new Set(forms.map((form) => fold(form).text));
    const isForm = (word: string, of: string) => word === of || (stems.has(word) && word[0] === of[0]);
    const isWanted = (word: string) =>
      wanted.some((of) => word.startsWith(of) || isForm(word, of) || (similar && isSimilar(word, of)));

    const marks: Mark[] = [];
    const mark = (start: number, end: number) => marks.push([folded.at(start), folded.at(end)]);
    for (const { word, index } of words) if (isWanted(word)) mark(index, index + word.length);
    for (const phrase of phrases) {
      for (let first = 0; first + phrase.length <= words.length; first += 1) {
        const run = words.slice(first, first + phrase.length);
        if (!run.every(({ word }, place) => isForm(word, phrase[place]!))) continue;
        for (const { word, index } of run) mark(index, index + word.length);
      }
    }
    for (const literal of literals) {
      for (let at = folded.text.indexOf(literal); at >= 0; at = folded.text.indexOf(literal, at + literal.length)) {
        mark(at, at + literal.length);
      }
    }
    return withMarks(text, marks);
  };
}

/** From, and up to but not with. */
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

/** Letters that have no accent to take off and yet are read without it, as PostgreSQL's unaccent does. */
const plainLetters: Record<string, string> = {
  ...{ ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ı: 'i', ŧ: 't', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' },
};

interface Folded {
  text: string;
  /** The place in the original of a place in the folded text. */
  at(place: number): number;
}

/** Without case and accents, as PostgreSQL searches it. */
function fold(text: string): Folded {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins there
  if (/^[\x00-\x7f]*$/.test(text)) return { text: text.toLowerCase(), at: (place) => place };
  let folded = '';
  let original = 0;
  const places: number[] = [];
  for (const character of text) {
    const plain =
      character < '\u0080' ? character.toLowerCase() : character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    const letters = plainLetters[plain] ?? plain;
    for (let unit = 0; unit < letters.length; unit += 1) places.push(original);
    folded += letters;
    original += character.length;
  }
  return { text: folded, at: (place) => places[place] ?? text.length };
}

function isSimilar(word: string, to: string): boolean {
  if (word.includes(to)) return true;
  const [ours, theirs] = [trigrams(word), trigrams(to)];
  const common = ours.intersection(theirs).size;
  return common / (ours.size + theirs.size - common) >= similarFrom;
}

/** As pg_trgm makes them: two blanks before the word, one behind. */
function trigrams(word: string): Set<string> {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, start) => padded.slice(start, start + 3)));
}
