import { join, raw, type Sql, sql } from '../list/sql.ts';
import { isUnspaced } from './search.characters.ts';
import { type SearchTerms, symbolsOf, type Term } from './search.terms.ts';

/**
 * The expression of the word index. Each word and tag in it is prefixed with the key of its owner, so that a word which many
 * people use is as rare for each of them as if they were alone.
 */
const ownedWords = raw('owned_words(task.owner_id, task.tags, task.search)');
/** A word is common that so many of the newest tasks have. */
const commonFrom = 32;
/** The index is asked for so many words of a search, the longest. The others are compared row by row. */
const maxWords = 8;

/** Has all of these tags. */
export function hasTags(ownerId: string, tags: string[]): Sql {
  const lexemes = tags.map((tag) => `#${tag}`);
  return matches(lexemeQuery(ownerId, lexemes));
}

/** Has all phrases and all symbols of the literals, or their tags: what must occur even where similar words match. */
export function hasExact(ownerId: string, { phrases, literals }: Pick<SearchTerms, 'phrases' | 'literals'>): Sql[] {
  return [
    ...phrases.map(({ content, tag }) => matches(orTag(ownerId, tag, stemQuery(ownerId, content.join(' '))))),
    ...literals.slice(0, maxWords).flatMap(({ content, tag }) => {
      const symbols = symbolsOf(content);
      return symbols.length ? [matches(orTag(ownerId, tag, lexemeQuery(ownerId, symbols)))] : [];
    }),
  ];
}

/** A condition, in the form for the word index and in the form for the row `task`. */
export interface Indexed {
  /** A query of lexemes with their owner's key as a prefix. */
  query: Sql;
  condition: Sql;
  /** Queries of which one must match: the same as `query`. PostgreSQL looks up each of a few faster than one of many words. */
  parts?: Sql[];
}

/**
 * Has all of these words, each as a stem, as a prefix or as a tag.
 * @param hasWord the condition that the row `task` has a word
 */
export function hasWords(
  ownerId: string,
  words: Term<string>[],
  hasWord: (word: Term<string>) => Sql,
  newest: Sql,
): Sql[] {
  const longest = words.toSorted((a, b) => b.content.length - a.content.length);
  const indexed = longest.map((word) => ({
    query: sql`(${orTag(ownerId, word.tag, wordQuery(ownerId, word.content))})`,
    condition: hasWord(word),
  }));
  return hasRare(indexed, newest);
}

/**
 * Matches all of these, the most selective first. The index collects every task that has a word before it looks for the next
 * word, so only words that are rare among the newest tasks are looked up in it. With 1 M tasks, a rare word and one that all
 * tasks have take 20 ms instead of 200.
 */
export function hasRare(all: Indexed[], newest: Sql): Sql[] {
  const indexed = all.slice(0, maxWords);
  if (indexed.length === 0) return [];
  const queries = indexed.map(({ query }) => query);
  const every = join(queries, ' && ');
  if (indexed.length === 1) return [indexed[0]!.parts ? matchesAny(indexed[0]!.parts) : matches(every)];
  const rare = indexed.map(
    ({ query, condition }) => sql`case when count(*) filter (where ${condition}) < ${commonFrom} then ${query} end`,
  );
  return [
    matches(sql`
      coalesce((select string_agg('(' || query::text || ')', ' & ')::tsquery
                  from (select unnest(array[${join(rare, ', ')}]) as query from (${newest}) task) rare), ${every})`),
  ];
}

const matchesAny = (queries: Sql[]) => sql`(${join(queries.map(matches), ' or ')})`;
const matches = (query: Sql) => sql`${ownedWords} @@ (${query})`;
const stemQuery = (ownerId: string, text: string) => sql`owned_query(${ownerId}, 'todo_stem', ${text}, '')`;
const prefixQuery = (ownerId: string, text: string) => sql`owned_query(${ownerId}, 'todo_word', ${text}, ':*')`;

/** A stem that begins as the word does is found with what begins so, and to look it up as well takes half of the time again. */
function wordQuery(ownerId: string, word: string): Sql {
  if (isUnspaced(word)) return sql`unspaced_query(${word}, ${ownerKey(ownerId)})`;
  const [stem, prefix] = [stemQuery(ownerId, word), prefixQuery(ownerId, word)];
  const isCovered = sql`cast(${prefix} as text) = cast(${stem} as text) || ':*'`;
  return sql`case when ${isCovered} then ${prefix} else ${stem} || ${prefix} end`;
}

function orTag(ownerId: string, tag: string | undefined, query: Sql): Sql {
  return tag === undefined ? query : sql`${query} || tag_query(${tag}, ${ownerKey(ownerId)})`;
}

/** Matches lexemes as they are: tags and symbols, which PostgreSQL does not parse as words. */
function lexemeQuery(ownerId: string, lexemes: string[]): Sql {
  const quoted = lexemes.map((lexeme) => `'${ownerKey(ownerId)}${lexeme.replace(/['\\]/g, '$&$&')}'`);
  return sql`cast(${quoted.join(' & ')} as tsquery)`;
}

/** The same as `owner_key` of the database. */
const ownerKey = (id: string) => id.slice(-12);
