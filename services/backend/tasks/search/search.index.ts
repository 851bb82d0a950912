import { join, raw, type Sql, sql } from '../list/sql.ts';
import { type SearchTerms, symbolsOf } from './search.terms.ts';

/** The index of all that tasks are found by, where each word is marked with its owner. */
const words = raw('owned_words(task.owner_id, task.tags, task.search)');
/** So many of the newest tasks have a word that is common. */
const commonFrom = 32;
/** The index is asked for the first of many words; the others are compared. */
const maxWords = 8;

/** Has all of these tags. */
export function hasTags(ownerId: string, tags: string[]): Sql {
  return found(
    exactly(
      ownerId,
      tags.map((tag) => `#${tag}`),
    ),
  );
}

/** Has all that must occur, but for words that may as well be similar to others. */
export function hasExact(ownerId: string, { phrases, literals }: Pick<SearchTerms, 'phrases' | 'literals'>): Sql[] {
  const symbols = symbolsOf(literals);
  return [
    ...phrases.map((phrase) => found(stems(ownerId, phrase.join(' ')))),
    ...(symbols.length ? [found(exactly(ownerId, symbols))] : []),
  ];
}

/**
 * Has all of these words, each as a stem or a beginning. What begins so is collected from the whole index before anything
 * else is looked at: of several words, only those are asked for that are rare among the newest tasks.
 * @param isMatch whether a task has the word
 */
export function hasWords(ownerId: string, typed: string[], isMatch: (word: string) => Sql, newest: Sql): Sql[] {
  const some = typed.slice(0, maxWords);
  if (some.length === 0) return [];
  const queries = some.map((word) => sql`(${stems(ownerId, word)} || ${beginnings(ownerId, word)})`);
  const every = join(queries, ' && ');
  if (some.length === 1) return [found(every)];
  const rare = some.map(
    (word, at) => sql`case when count(*) filter (where ${isMatch(word)}) < ${commonFrom} then ${queries[at]!} end`,
  );
  return [
    found(sql`
      coalesce((select string_agg('(' || query::text || ')', ' & ')::tsquery
                  from (select unnest(array[${join(rare, ', ')}]) as query from (${newest}) task) rare), ${every})`),
  ];
}

function found(query: Sql): Sql {
  return sql`${words} @@ (${query})`;
}

function stems(ownerId: string, typed: string): Sql {
  return sql`owned_query(${ownerId}, 'todo_stem', ${typed}, '')`;
}

function beginnings(ownerId: string, typed: string): Sql {
  return sql`owned_query(${ownerId}, 'todo_word', ${typed}, ':*')`;
}

/** As they are: tags and symbols, which are no words to PostgreSQL. */
function exactly(ownerId: string, lexemes: string[]): Sql {
  const quoted = lexemes.map((lexeme) => `'${owner(ownerId)}${lexeme.replace(/['\\]/g, '$&$&')}'`);
  return sql`cast(${quoted.join(' & ')} as tsquery)`;
}

/** The same as the database's `owner_key`. */
function owner(id: string): string {
  return id.slice(-12);
}
