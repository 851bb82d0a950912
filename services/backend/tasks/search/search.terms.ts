import { normalTag } from '../../../../shared/tag.ts';
import { isUnspaced, plainText } from './search.characters.ts';

/** A part of the search as it was typed, and the tag that it may name instead. */
export interface Term<Content> {
  content: Content;
  tag: string | undefined;
}

/** The parts of what a person typed into a search. Every part is bounded, whatever was typed. */
export interface SearchTerms {
  /** Each word must occur as a stem or as a prefix; in scripts without spaces, as an inner part. */
  words: Term<string>[];
  /** The words of each phrase must stand side by side. */
  phrases: Term<string[]>[];
  /** Words with symbols in them (`100%`, `snake_case`) must occur as typed, apart from case and accents. */
  literals: Term<string>[];
  /** These must not occur. Words are excluded by stem only: who excludes "car" may well look for "care". */
  not: { phrases: Term<string[]>[]; literals: Term<string>[] };
}

const maxTerms = 64;
/** Longer words are cut to this prefix, because PostgreSQL does not index the longest words. */
const maxWordLength = 500;
const maxTagLength = 50;
const maxSymbols = 8;

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const symbol = /[^\p{L}\p{N}\p{M}\s]/gu;
/** A quotation mark at the beginning of a word opens a phrase if another one closes it. */
const term = /(-?)"([^"]*)"|(\S+)/g;

/** Undefined for a blank search. */
export function parseSearch(typed: string): SearchTerms | undefined {
  const terms: SearchTerms = { words: [], phrases: [], literals: [], not: { phrases: [], literals: [] } };
  const text = plainText(typed).replace(/[“”„]/g, '"').trim();
  for (const [, minus, quoted, plain = ''] of text.matchAll(term)) {
    if (quoted === undefined) addWord(terms, plain);
    else addPhrase(minus ? terms.not : terms, quoted);
    // The index knows the words of such a phrase, but not the phrase.
    if (quoted && !minus && isUnspaced(quoted)) {
      terms.words.push(...wordsOf(quoted).map((content) => ({ content, tag: tagOf(quoted) })));
    }
  }
  if (!isEmpty(terms)) return bounded(terms);
  // Only operators of the search were typed, such as `-` or `""`: they are searched for as typed.
  return text ? bounded({ ...terms, literals: [{ content: text, tag: undefined }] }) : undefined;
}

function addPhrase(to: Pick<SearchTerms, 'phrases' | 'literals'>, quoted: string): void {
  const tag = tagOf(quoted);
  const words = wordsOf(quoted).filter(isIndexed);
  if (isUnspaced(quoted)) to.literals.push({ content: quoted.trim(), tag });
  else if (words.length > 0) to.phrases.push({ content: words, tag });
  to.literals.push(...literalsOf(quoted).map((content) => ({ content, tag })));
}

function addWord(terms: SearchTerms, typed: string): void {
  const opened = typed.replace(/^(-?)"+/, '$1');
  const excluded = opened.startsWith('-') ? opened.slice(1) : undefined;
  const tag = tagOf(excluded ?? opened);
  if (excluded === undefined) {
    terms.words.push(
      ...wordsOf(opened)
        .filter(isIndexed)
        .map((content) => ({ content, tag })),
    );
    terms.literals.push(...literalsOf(opened).map((content) => ({ content, tag })));
  } else if (literalsOf(excluded).length > 0) terms.not.literals.push({ content: excluded, tag });
  else addPhrase(terms.not, excluded);
}

/** A tag may be typed with or without `#`. */
function tagOf(typed: string): string | undefined {
  const tag = normalTag(typed.trim().replace(/^#/, ''));
  return tag !== '' && tag.length <= maxTagLength ? tag : undefined;
}

export function wordsOf(text: string): string[] {
  return text.match(word)?.map((found) => found.slice(0, maxWordLength)) ?? [];
}

/** The first distinct symbols in a text. */
export function symbolsOf(text: string): string[] {
  return [...new Set(text.match(symbol))].slice(0, maxSymbols);
}

/** The words with symbols in them, and those that the index does not have. */
function literalsOf(text: string): string[] {
  return text
    .split(/\s+/)
    .flatMap((part) => (part.search(symbol) >= 0 ? [part] : wordsOf(part).filter((each) => !isIndexed(each))));
}

/** To PostgreSQL the numerals of many scripts are symbols, when they are not digits of the decimal system. */
function isIndexed(found: string): boolean {
  return /[^\p{No}\p{M}]/u.test(found);
}

function isEmpty({ words, phrases, literals, not }: SearchTerms): boolean {
  return [words, phrases, literals, not.phrases, not.literals].every((list) => list.length === 0);
}

function bounded({ words, phrases, literals, not }: SearchTerms): SearchTerms {
  const some = <T>(list: Term<T>[]) =>
    [...new Map(list.map((term) => [`${term.content} ${term.tag}`, term])).values()].slice(0, maxTerms);
  const short = (list: Term<string[]>[]) =>
    some(list).map(({ content, tag }) => ({ content: content.slice(0, maxTerms), tag }));
  return {
    words: some(words),
    phrases: short(phrases),
    literals: some(literals),
    not: { phrases: short(not.phrases), literals: some(not.literals) },
  };
}
