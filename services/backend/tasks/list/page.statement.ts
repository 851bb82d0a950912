import { inOrder, isAfter, type Order, type Position, placeOf, sortKeys } from './keyset.ts';
import { join, raw, type Sql, sql } from './sql.ts';
import type { Filters } from './task.predicates.ts';
import type { Sort } from './task.query.ts';

// PostgreSQL chooses a plan by what is common in everybody's tasks, which says nothing of one person's. So a statement has
// two plans in it, each with but one way to go, and finds out which to take: first it looks through the nearest tasks, in
// the order asked for; if these have not enough of what is sought, it is rare, and all of it is fetched by index and sorted.

/** How many of the tasks found are ranked: the newest. A rank is worked out row by row; the others follow, newest first. */
export const ranked = 1000;
/** How many tasks a page looks through before it asks an index. */
const nearest = 1000;
/** A search is common that finds one in so many of the newest tasks. */
const commonShare = 32;

export interface Page extends Filters {
  sort: Sort;
  order: Order;
  position: Position | undefined;
  /** How many rows: one more than is shown tells whether there is a next page. */
  rows: number;
  /** Whether to find by the indexes of words alone. */
  hidesOwner?: boolean;
}

/** The rows of one page as a table expression named `task`. */
export function pageRows(page: Page): Sql {
  const { walked, others, sort, order, position, rows } = page;
  const after = position ? [isAfter(sort, order, position)] : [];
  const from = [...walked, ...after];
  if (others.length === 0) return sql`(${walk(page, from, rows)}) task`;
  const near = sql`select * from (${walk(page, from, nearest)}) task where ${all(others)}`;
  return sql`(${nearOrFetched(page, near, after, rows)}) task`;
}

/**
 * The newest tasks found, each with its score.
 * @param looked how many of the newest tasks tell whether the search is common
 */
export function candidates(page: Page, score: Sql, looked: number): Sql {
  const { walked, others, position } = page;
  const newest = { ...page, sort: 'created', order: 'desc' } as const;
  // Later pages rank the same ones. Twice as many: new tasks may have come, and must not push out what was not shown yet.
  const [at, id] = position?.rankedFrom ?? [];
  const since = at ? [sql`(task.created_at, task.id) >= (cast(${at} as timestamptz), cast(${id} as uuid))`] : [];
  const isCommon = sql`
    (select count(*) >= ${Math.ceil(looked / commonShare)}
       from (${walk(newest, walked, looked)}) task where ${all(others)})`;
  const near = sql`
    select * from (${walk(newest, [isCommon, ...walked, ...since], commonShare * looked)}) task where ${all(others)}`;
  return sql`
    select task.id, task.created_at, ${score} as score
      from (${nearOrFetched(newest, near, since, at ? 2 * ranked : ranked)}) task`;
}

/** The same as `pageRows`, of `candidates` by that name. */
export function rankedRows({ order, position, rows }: Pick<Page, 'order' | 'position' | 'rows'>): Sql {
  const after = position ? sql`where ${isAfter('relevance', order, position)}` : raw('');
  return sql`(select task.*, best.score
                from (select * from candidates task ${after} ${inOrder('relevance', order)} limit ${rows}) best
                join task on task.id = best.id) task`;
}

/** The oldest candidate, if there may be tasks beyond. */
export const oldestCandidate = sql`
  (select json_build_array(${sortKeys.created.key}, task.id) from candidates task
    where (select count(*) from candidates) = ${ranked} ${inOrder('created', 'asc')} limit 1)`;

/** The newest tasks of a person, by which to judge what is common. */
export function newestTasks(owner: Sql): Sql {
  return walk({ sort: 'created', order: 'desc' }, [owner], nearest);
}

/** By the index in this order: any condition beyond what that holds would make PostgreSQL guess. */
function walk({ sort, order }: Pick<Page, 'sort' | 'order'>, conditions: Sql[], rows: number): Sql {
  return sql`
    select task.*, ${placeOf(sort, order)} as place from task
     where ${all(conditions)} ${inOrder(sort, order)} limit ${rows}`;
}

/** What is found near, if it is enough; otherwise all that there is, by whatever indexes find it. */
function nearOrFetched(page: Page, near: Sql, more: Sql[], rows: number): Sql {
  const { sort, order, walked, others, indexed } = page;
  const byPlace = inOrder(sort, order, raw('task.place'));
  const found = raw('(select count(*) from near)');
  const whose = page.hidesOwner ? walked.map((condition) => sql`(${condition}) is true`) : walked;
  const conditions = all([sql`${found} < ${rows}`, ...whose, ...others, ...indexed, ...more]);
  // `offset 0` hides from PostgreSQL that only the first ones are asked for.
  return sql`
    with near as materialized (${near} ${byPlace} limit ${rows})
    select * from near where ${found} = ${rows}
     union all
    (select task.*, few.place
       from (select * from (select task.id, ${placeOf(sort, order)} as place from task where ${conditions} offset 0) task
             ${byPlace} limit ${rows}) few
       join task on task.id = few.id)`;
}

function all(conditions: Sql[]): Sql {
  return join(conditions, ' and ');
}
