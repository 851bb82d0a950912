import { join, raw, type Sql, sql } from '../list/sql.ts';
import { hasExact, hasWords } from './search.index.ts';
import { type SearchTerms, symbolsOf } from './search.terms.ts';

/** A search as PostgreSQL is asked it, about the row `task`. */
export interface TaskSearch {
  /** Whether a task is found. */
  condition: Sql;
  /** What says the same to the index of words, as far as it can. */
  indexed: Sql[];
  /** Whether to find by that alone: PostgreSQL, not knowing how rare it is, would add an index of all that is the owner's. */
  hidesOwner: boolean;
  /** How many of the newest tasks tell whether the search is common: the fewer, the more a comparison costs. */
  looked: number;
  /** How well it is found; six decimals, so that a cursor holds it exactly. Undefined where all are found alike. */
  score: Sql | undefined;
}

const title = raw('search_folded(task.title)');
/** All that is searched, without case and accents. The index has this very expression. */
const all = raw(`search_folded(task.title || ' ' || task.description)`);

/**
 * Every word as a stem or as a prefix.
 * @param newest the person's newest tasks, by which to judge what is rare
 */
export function exactSearch(terms: SearchTerms, ownerId: string, newest: Sql): TaskSearch {
  const { words, phrases, literals } = terms;
  const queries = [...words.map((word) => wordQuery(word)), ...phrases.map((phrase) => phraseQuery(phrase))];
  const inTitle = [
    ...words.map((word) => matches(wordQuery(word, 'A'))),
    ...phrases.map((phrase) => matches(phraseQuery(phrase, 'A'))),
    ...literals.map((literal) => occurs(literal, title)),
  ];
  // How often, and as a word rather than as the beginning of one. Always below 1, so that each term in the title counts for
  // more than any number of them in the description.
  const stems = [...words.map((word) => [word]), ...phrases].map((stem) => phraseQuery(stem));
  const rank = stems.length ? sql`ts_rank(task.search, ${join(stems, ' || ')}, 32)` : raw('0');
  const hits = inTitle.map((hit) => sql`(${hit})::int`);
  return {
    condition: join([...allMatch([...queries, ...otherQueries(terms)]), ...literalConditions(terms)], ' and '),
    indexed: [...hasWords(ownerId, words, (word) => matches(wordQuery(word)), newest), ...hasExact(ownerId, terms)],
    hidesOwner: words.length > 1,
    looked: 1000,
    score: hits.length ? rounded(sql`${join(hits, ' + ')} + ${rank}`) : undefined,
  };
}

/**
 * Where that finds nothing: every word an inner part of a word, or similar to one. What was typed with symbols, in quotes or
 * with a minus still holds. Undefined where that leaves nothing to loosen.
 */
export function similarSearch(terms: SearchTerms, ownerId: string): TaskSearch | undefined {
  const { words, phrases } = terms;
  if (words.length === 0) return undefined;
  const queries = [...phrases.map((phrase) => phraseQuery(phrase)), ...otherQueries(terms)];
  const similar = words.map((word) => sql`(${isInner(word, all)} or search_folded(${word}) <<% ${all})`);
  const inTitle = words.map(
    (word) => sql`greatest((${isInner(word, title)})::int, strict_word_similarity(search_folded(${word}), ${title}))`,
  );
  return {
    condition: join([similarFrom, ...similar, ...allMatch(queries), ...literalConditions(terms)], ' and '),
    indexed: [sql`owner_key(task.owner_id) = owner_key(${ownerId})`, ...hasExact(ownerId, terms)],
    hidesOwner: true,
    looked: 200,
    score: rounded(sql`(${join(inTitle, ' + ')}) / ${raw(String(words.length))}`),
  };
}

/** What `<<%` takes for similar, for this one statement: evaluated once, before the first row is read. */
const similarFrom = raw(`(select set_config('pg_trgm.strict_word_similarity_threshold', '0.4', true)) is not null`);

/** The words of the task that have the stem of one looked for, as JSON: what a highlight marks. */
export function formsOf({ words, phrases }: SearchTerms): Sql {
  return sql`
    (select json_agg(distinct form.lexeme)
       from unnest(task.search) stem join unnest(task.search) form on form.positions && stem.positions
      where stem.lexeme = any(tsvector_to_array(to_tsvector('todo_stem', ${[...words, ...phrases.flat()].join(' ')}))))`;
}

/** Words are quoted, and made of letters and digits: nothing in them is an operator. */
function wordQuery(word: string, weight = ''): Sql {
  const stem = `'${word}'${weight && `:${weight}`}`;
  return sql`(to_tsquery('todo_stem', ${stem}) || to_tsquery('todo_word', ${`'${word}':*${weight}`}))`;
}

function phraseQuery(words: string[], weight = ''): Sql {
  const stems = words.map((word) => `'${word}'${weight && `:${weight}`}`);
  return sql`to_tsquery('todo_stem', ${stems.join(' <-> ')})`;
}

/** What must not occur; and the symbols of what was typed with some, which is soon compared: they are lexemes, too. */
function otherQueries({ literals, not }: SearchTerms): Sql[] {
  const symbols = symbolsOf(literals).map((symbol) => `'${symbol.replace(/['\\]/g, '$&$&')}'`);
  return [
    ...(symbols.length ? [sql`cast(${symbols.join(' & ')} as tsquery)`] : []),
    ...not.phrases.map((phrase) => sql`!! ${phraseQuery(phrase)}`),
  ];
}

function literalConditions({ literals, not }: SearchTerms): Sql[] {
  return [
    ...literals.map((literal) => occurs(literal, all)),
    ...not.literals.map((literal) => sql`not ${occurs(literal, all)}`),
  ];
}

function allMatch(queries: Sql[]): Sql[] {
  return queries.length ? [matches(join(queries, ' && '))] : [];
}

function matches(query: Sql): Sql {
  return sql`task.search @@ (${query})`;
}

function occurs(literal: string, text: Sql): Sql {
  return sql`position(search_folded(${literal}) in ${text}) > 0`;
}

/** Of letters and digits only: there is no wildcard in it. */
function isInner(word: string, text: Sql): Sql {
  return sql`${text} like '%' || search_folded(${word}) || '%'`;
}

function rounded(value: Sql): Sql {
  return sql`round((${value})::numeric, 6)`;
}
