/** The parts of what a person typed into a search. Every part is bounded, whatever was typed. */
export interface SearchTerms {
  /** Each word must occur as a stem or as a prefix. */
  words: string[];
  /** The words of each phrase must stand side by side. */
  phrases: string[][];
  /** Words with symbols in them (`100%`, `snake_case`) must occur as typed, apart from case and accents. */
  literals: string[];
  /** These must not occur. Words are excluded by stem only: who excludes "car" may well look for "care". */
  not: { phrases: string[][]; literals: string[] };
}

const maxTerms = 64;
/** Longer words are cut to this prefix, because PostgreSQL does not index the longest words. */
const maxWordLength = 500;

const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const symbol = /[^\p{L}\p{N}\p{M}\s]/gu;
/** A quotation mark at the beginning of a word opens a phrase if another one closes it. */
const term = /(-?)"([^"]*)"|(\S+)/g;

/** Undefined for a blank search. */
export function parseSearch(typed: string): SearchTerms | undefined {
  const terms: SearchTerms = { words: [], phrases: [], literals: [], not: { phrases: [], literals: [] } };
  const text = typed.normalize('NFKC').replace(/[“”„]/g, '"').trim();
  for (const [, minus, quoted, plain = ''] of text.matchAll(term)) {
    if (quoted !== undefined) addPhrase(minus ? terms.not : terms, quoted);
    else addWord(terms, plain);
  }
  if (!isEmpty(terms)) return bounded(terms);
  // Only operators of the search were typed, such as `-` or `""`: they are searched for as typed.
  return text ? bounded({ ...terms, literals: [text] }) : undefined;
}

function addPhrase(to: Pick<SearchTerms, 'phrases' | 'literals'>, quoted: string): void {
  const words = wordsOf(quoted);
  if (words.length > 0) to.phrases.push(words);
  to.literals.push(...quoted.split(/\s+/).filter(holdsSymbol));
}

function addWord(terms: SearchTerms, typed: string): void {
  const opened = typed.replace(/^(-?)"+/, '$1');
  if (opened.startsWith('-')) {
    const excluded = opened.slice(1);
    if (holdsSymbol(excluded)) terms.not.literals.push(excluded);
    else addPhrase(terms.not, excluded);
    return;
  }
  terms.words.push(...wordsOf(opened));
  if (holdsSymbol(opened)) terms.literals.push(opened);
}

export function wordsOf(text: string): string[] {
  return text.match(word)?.map((found) => found.slice(0, maxWordLength)) ?? [];
}

/** The distinct symbols in these texts. */
export function symbolsOf(texts: string[]): string[] {
  return [...new Set(texts.flatMap((text) => text.match(symbol) ?? []))].slice(0, maxTerms);
}

function holdsSymbol(text: string): boolean {
  return text.search(symbol) >= 0;
}

function isEmpty({ words, phrases, literals, not }: SearchTerms): boolean {
  return [words, phrases, literals, not.phrases, not.literals].every((list) => list.length === 0);
}

function bounded({ words, phrases, literals, not }: SearchTerms): SearchTerms {
  const some = <T>(list: T[]) => [...new Map(list.map((item) => [String(item), item])).values()].slice(0, maxTerms);
  const short = (lists: string[][]) => some(lists).map((list) => list.slice(0, maxTerms));
  return {
    words: some(words),
    phrases: short(phrases),
    literals: some(literals),
    not: { phrases: short(not.phrases), literals: some(not.literals) },
  };
}
