import type { Orm } from '../../../../shared/database/orm.ts';
import { executePrepared } from '../../../../shared/database/prepared.ts';
import { raw, type Sql, sql } from '../list/sql.ts';

/** A distinct word of a user's tasks that contains a typed word or is similar to it. */
export interface SimilarWord {
  /** The position of the typed word, from 0. */
  place: number;
  spelt: string;
  /** From 0.4 to 1. It is also 1 for an inner part. */
  similarity: number;
  isInner: boolean;
  /** A query that matches the word in `task.search`, but not a stem that is spelt like it. */
  query: string;
  /** A query that matches the word in the word index. It is null if PostgreSQL does not know the letters of the word. */
  owned: string | null;
}

/**
 * At most this many words that contain the typed ones, with this many letters together, and this many that are similar replace the
 * typed ones. These are the most similar of this many candidates, for somebody who has 300,000 words that are all alike.
 */
const mostSimilar = { words: 4000, letters: 100_000, similar: 300, candidates: 10_000 };

/** The words that replace one typed word. */
export interface SimilarWords {
  typed: string;
  words: SimilarWord[];
  /** True if `words` holds every word that contains the typed one. Otherwise there are too many to name. */
  isComplete: boolean;
  /** True if the typed word has letters that PostgreSQL does not know, so that only the texts tell where it is. */
  isUnknown: boolean;
}

/** Compares the typed words with each distinct word of a user's tasks, using the index of trigrams. */
export async function findSimilarWords(
  em: Orm['em'],
  { id: ownerId, hasFewTasks = false }: { id: string; hasFewTasks?: boolean },
  typed: string[],
  limits: Partial<typeof mostSimilar> = {},
): Promise<SimilarWords[]> {
  if (typed.length === 0) return [];
  const most = { ...mostSimilar, ...limits };
  const share = Math.ceil(most.words / typed.length);
  const similar = Math.ceil(most.similar / typed.length);
  const candidates = Math.ceil(most.candidates / typed.length);
  // The words of few tasks are compared each: `offset 0` hides the index of trigrams. For many tasks, `is true` hides the other one.
  const ownWords = hasFewTasks
    ? sql`(select word from task_word where owner_id = ${ownerId} offset 0) task_word where true`
    : sql`task_word where owner_key(owner_id) = owner_key(${ownerId}) and (owner_id = ${ownerId}) is true`;
  const statement = sql`
    select typed.place, found.spelt, found.similarity, found.is_inner as "isInner",
           case when numnode(phrase) = 0 then '' else phrase::text || coalesce(exclusions, '') end as query,
           owned.query::text as owned
      from (select place::int - 1 as place, search_folded(word) as word
              from unnest(array[${typed}]::text[]) with ordinality as typed (word, place) offset 0) typed,
           lateral (
             (select distinct word as spelt, 1 as similarity, true as is_inner
                from (select word from ${ownWords} and word like '%' || typed.word || '%' limit ${candidates}) inner_parts
               limit ${share + 1})
              union all
             (select distinct word, similarity(word, typed.word), false
                from (select word from ${ownWords} and ${similarFrom} and word % typed.word and word not like '%' || typed.word || '%'
                       limit ${candidates}) alike
               order by 2 desc, 1 limit ${similar})) found,
           phraseto_tsquery('todo_word', found.spelt) phrase,
           -- The same as word_query, which would be planned for each word. "offset 0" keeps PostgreSQL from reading all words in their order.
           lateral (select string_agg(' <0> !' || lexeme_query(word, '')::text, '') as exclusions from (
             select distinct word from (select word from task_word
              where owner_id = ${ownerId} and word_stem(word) = found.spelt and word_stem(word) <> word offset 0) same limit 64) other) other,
           owned_query(${ownerId}, 'todo_word', found.spelt, '') owned (query)`;
  const found = await (hasFewTasks
    ? executePrepared<SimilarWord>(em, statement)
    : em.execute<SimilarWord[]>(statement));
  return typed.map((word, place) => {
    const placed = found.filter((one) => one.place === place);
    const words = placed.filter(({ owned }) => owned !== null);
    const isUnknown = placed.some(({ owned, isInner }) => owned === null && isInner);
    const inner = words.filter(({ isInner }) => isInner);
    const letters = inner.reduce((sum, { spelt }) => sum + spelt.length, 0);
    const isComplete = !isUnknown && inner.length <= share && letters <= most.letters / typed.length;
    return { typed: word, words: isComplete ? words : words.filter(({ isInner }) => !isInner), isComplete, isUnknown };
  });
}

/** Sets the similarity that `%` requires, for this statement only. PostgreSQL evaluates it once, before it reads a row. */
const similarFrom: Sql = raw(`(select set_config('pg_trgm.similarity_threshold', '0.4', true)) is not null`);
