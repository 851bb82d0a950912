import { afterPosition, type KeysetPosition, orderBy, type Sorting, sortKeys } from './keyset.ts';
import { and, raw, type Sql, sql } from './sql.ts';
import type { Predicates } from './task.predicates.ts';

// PostgreSQL chooses a plan by how common a value is in all tasks, which says nothing about the tasks of one person. So each
// statement holds two strategies and decides by what it finds. First it scans the nearest tasks in the order of the list and
// filters them: that is enough where matches are common. Otherwise they are rare, and it fetches and sorts all of them.
// Measured with 1 M tasks of one person: with both strategies every page takes 5 to 100 ms. Where PostgreSQL chooses alone, the
// open tasks by title take 9 s and those of a priority 0.8 s; with the second strategy alone, a word that all tasks have takes 49 s.

/**
 * Nearly everybody has at most this many tasks. All of them are read then, by a statement that is a quarter as long, and that one
 * plan suits for everybody.
 */
export const fewTasks = 1000;
/** This many of the newest matches are ranked, and fewer of those that are only similar. The others follow them by age. */
export const maxCandidates = { exact: 1000, similar: 200 };
/** The first strategy scans this many tasks. */
const nearest = 1000;
/** A search is common when one in so many of the newest tasks matches. */
const commonShare = 32;
/** Tasks are recent that were created in so many times the span of the newest ones: about 64,000. */
const recentSpans = 64;

/** The part of a list that is shown. */
export interface Extent extends Sorting {
  position: KeysetPosition | undefined;
  /** One more than the page shows: the last one tells whether there is a next page. */
  rows: number;
}

export interface Page extends Predicates, Extent {
  /** The owner has at most `fewTasks`. */
  ofFew: boolean;
  /** Older tasks are not looked at. */
  createdSince?: string | undefined;
}

/** The rows of a page, as a table expression named `task`. */
export function pageRows(page: Page): Sql {
  const { sortIndex, filters, position, rows } = page;
  const after = position ? [afterPosition(page, position)] : [];
  const scanned = [...sortIndex, ...after];
  if (page.ofFew || filters.length === 0) return sql`(${scan(page, [...scanned, ...filters], rows)}) task`;
  const near = sql`select * from (${scan(page, scanned, nearest)}) task where ${and(filters)}`;
  return sql`(${nearOrAll(page, near, after, rows)}) task`;
}

/**
 * Selects the newest matches, each with its score. A probe decides whether to scan for them: without it, a rare word takes
 * 90 ms instead of 20, and a similar one 700 instead of 70.
 * @param probed how many of the newest tasks tell whether the search is common
 * @param most how many are selected
 */
export function candidates(page: Page, score: Sql, probed: number, most: number): Sql {
  const { sortIndex, filters, position, createdSince } = page;
  const newest = { ...page, sort: 'created', order: 'desc' } as const;
  // Later pages rank the candidates of the first page. Tasks created since must not displace any, so twice as many are allowed.
  const [createdAt, id] = position?.rankedFrom ?? [];
  const since = createdAt
    ? [sql`(task.created_at, task.id) >= (cast(${createdAt} as timestamptz), cast(${id} as uuid))`]
    : createdSince
      ? [sql`task.created_at >= cast(${createdSince} as timestamptz)`]
      : [];
  const limit = createdAt ? 2 * most : most;
  const isCommon = sql`
    (select count(*) >= ${Math.ceil(probed / commonShare)}
       from (${scan(newest, sortIndex, probed)}) task where ${and(filters)})`;
  const near = sql`
    select * from (${scan(newest, [isCommon, ...sortIndex, ...since], commonShare * probed)}) task where ${and(filters)}`;
  const matching = page.ofFew
    ? scan(newest, [...sortIndex, ...filters, ...since], limit)
    : nearOrAll(newest, near, since, limit);
  return sql`select task.id, task.created_at, ${score} as score from (${matching}) task`;
}

/** The rows of a page of the CTE `candidates`, best first, as a table expression named `task`. */
export function rankedRows(page: Pick<Page, 'order' | 'position' | 'rows'>): Sql {
  const relevance = { sort: 'relevance', order: page.order } as const;
  const after = page.position ? sql`where ${afterPosition(relevance, page.position)}` : raw('');
  return sql`(select task.*, best.score
                from (select * from candidates task ${after} ${orderBy(relevance)} limit ${page.rows}) best
                join task on task.id = best.id) task`;
}

/** The position of the oldest candidate as JSON; null unless older tasks may match, too. */
export const oldestCandidate = (most: number) => sql`
  (select json_build_array(${sortKeys.created.cursorValue}, task.id) from candidates task
    where (select count(*) from candidates) = ${most} ${orderBy({ sort: 'created', order: 'asc' })} limit 1)`;

/**
 * Selects since when tasks are recent, if the search is neither common nor so rare that all its matches are quickly read: when three
 * to 31 of the newest thousand tasks match.
 */
export function recentSince(isOwned: Sql, condition: Sql): Sql {
  return sql`
    select max(created_at) - ${recentSpans} * (max(created_at) - min(created_at)) as since
      from (${newestTasks(isOwned)}) task
    having count(*) = ${nearest} and count(*) filter (where ${condition}) between 3 and ${Math.ceil(nearest / commonShare) - 1}`;
}

/** A person's newest tasks, which tell whether a word is common. */
export function newestTasks(isOwned: Sql): Sql {
  return scan({ sort: 'created', order: 'desc' }, [isOwned], nearest);
}

/** Scans the index of the sort order. Its conditions are all in that index, so that PostgreSQL has nothing to estimate. */
function scan(sorting: Sorting, conditions: Sql[], rows: number): Sql {
  return sql`
    select task.* from task
     where ${and(conditions)} ${orderBy(sorting)} limit ${rows}`;
}

/**
 * Selects the rows of `near` if these are enough, otherwise fetches all matches and sorts them.
 *
 * `offset 0` hides the limit from PostgreSQL, which would scan in the order of the list until it is reached: 3 s instead of
 * 10 ms for the open tasks by latest due. `is true` hides that an index of the owner's tasks exists, which would be read in
 * whole beside the word index: 200 ms instead of 15 for two rare words of somebody who has a fifth of all tasks.
 */
function nearOrAll(page: Page, near: Sql, more: Sql[], rows: number): Sql {
  const { sortIndex, filters, wordIndex } = page;
  const sorted = orderBy(page);
  const found = raw('(select count(*) from near)');
  const owned = wordIndex.length > 0 ? sortIndex.map((condition) => sql`(${condition}) is true`) : sortIndex;
  const conditions = and([sql`${found} < ${rows}`, ...owned, ...filters, ...wordIndex, ...more]);
  return sql`
    with near as (select * from (${near}) task ${sorted} limit ${rows})
    select * from near where ${found} = ${rows}
     union all
    (select * from (select task.* from task where ${conditions} offset 0) task
             ${sorted} limit ${rows})`;
}
