import { joined, raw, type Sql, sql } from './sql.ts';
import { inOrder, isAfter, type Order, type Position, sortKeys } from './task.position.ts';
import type { Sort } from './task.query.ts';

/**
 * How many of the tasks found are ranked: the newest. Finding is fast by index, but a rank is worked out row by row, so a
 * search that finds everything ranks as much as one that finds a thousand; the others follow, newest first.
 */
export const ranked = 1000;

/**
 * Up to so many tasks found are fetched and sorted; of more, a page is found by walking an index in the order asked for.
 * PostgreSQL would have to guess how many there are, and walks a whole list in vain where it guesses too high.
 */
const sortedAtOnce = 2000;

/** A word is common that so many of the newest tasks have. */
const [probed, commonFrom] = [1000, 32];
const isCommon = raw('(select yes from common)');

export interface Page {
  conditions: Sql[];
  sort: Sort;
  order: Order;
  position: Position | undefined;
  /** How many rows: one more than is shown tells whether there is a next page. */
  rows: number;
  /** Whether there is a table expression `found`. */
  found?: boolean;
}

/**
 * The table expressions that tell how to find: what is common among the newest tasks by walking the list, which soon has
 * enough; what is rare all at once, by index. PostgreSQL would decide that by what is common in everybody's tasks.
 * @param conditions the first of them the owner's
 */
export function probe(conditions: Sql[]): Sql {
  const newest = walk(conditions.slice(0, 1), inOrder('created', 'desc'), probed);
  const all = joined(conditions, ' and ');
  return sql`
    common as materialized (select count(*) >= ${commonFrom} as yes from (${newest}) task where ${all}),
    rare as materialized (select task.id, task.created_at from task where not (select yes from common) and ${all})`;
}

/** What is found by a search that is sorted otherwise than by relevance: the table expression `found` of `pageRows`. */
export function foundRows(conditions: Sql[]): Sql {
  return matching(conditions, raw(''), sortedAtOnce);
}

function matching(conditions: Sql[], order: Sql, rows: number, among: Sql[] = []): Sql {
  const few = sql`select * from rare task ${among.length ? sql`where ${joined(among, ' and ')}` : raw('')} ${order} limit ${rows}`;
  return sql`
    (${walk([isCommon, ...conditions, ...among], order, rows)})
    union all
    (select task.* from (${few}) few join task on task.id = few.id)`;
}

/** The rows of one page as a table expression named `task`, found by walking an index from the position on. */
export function pageRows(page: Page): Sql {
  const { conditions, sort, order, position } = page;
  if (sort === 'due') return dueRows(page);
  const after = position ? [isAfter(sort, order, position)] : [];
  return sql`(${slice(page, [...conditions, ...after], inOrder(sort, order))}) task`;
}

/** Those with a due and then those without: two walks, for no index has nulls last in both orders. */
function dueRows(page: Page): Sql {
  const { conditions, order, position } = page;
  const { expression } = sortKeys.due;
  const [isNull, notNull] = [sql`${expression} is null`, sql`${expression} is not null`];
  const sign = raw(order === 'asc' ? '>' : '<');
  const afterNull = position?.key === null ? [sql`task.id ${sign} ${position.id}`] : [];
  const without = slice(page, [...conditions, isNull, ...afterNull], sql`order by task.id ${raw(order)}`);
  if (position?.key === null) return sql`(${without}) task`;
  const afterDue = position ? [isAfter('due', order, position)] : [];
  const withDue = slice(page, [...conditions, notNull, ...afterDue], inOrder('due', order));
  return sql`((${withDue}) union all (${without})) task`;
}

function slice({ rows, found }: Page, conditions: Sql[], order: Sql): Sql {
  if (!found) return walk(conditions, order, rows);
  const howMany = raw('(select count(*) from found)');
  const few = sql`select * from found task
                   where ${howMany} < ${sortedAtOnce} and ${joined(conditions, ' and ')} ${order} limit ${rows}`;
  const many = walk([sql`${howMany} = ${sortedAtOnce}`, ...conditions], order, rows);
  return sql`(${few}) union all (${many})`;
}

/** The newest tasks found, each with its score; from `rankedFrom` on, so that later pages rank the same ones. */
export function candidates(conditions: Sql[], score: Sql, rankedFrom: Position['rankedFrom']): Sql {
  const [at, id] = rankedFrom ?? [];
  const since = at ? [sql`(task.created_at, task.id) >= (cast(${at} as timestamptz), cast(${id} as uuid))`] : [];
  // Twice as many on a later page: new tasks may have come before them, and must not push out what was not shown yet.
  const newest = matching(conditions, inOrder('created', 'desc'), at ? 2 * ranked : ranked, since);
  return sql`select task.id, task.created_at, ${score} as score from (${newest}) task`;
}

/** The same as `pageRows`, of `candidates` by that name. */
export function rankedRows({ order, position, rows }: Omit<Page, 'conditions' | 'sort'>): Sql {
  const after = position ? sql`where ${isAfter('relevance', order, position)}` : raw('');
  return sql`(select task.*, best.score
                from (select * from candidates task ${after} ${inOrder('relevance', order)} limit ${rows}) best
                join task on task.id = best.id) task`;
}

/** The oldest candidate, if there may be tasks beyond. */
export const oldestCandidate = sql`
  (select json_build_array(${sortKeys.created.key}, task.id) from candidates task
    where (select count(*) from candidates) = ${ranked} ${inOrder('created', 'asc')} limit 1)`;

function walk(conditions: Sql[], order: Sql, rows: number): Sql {
  return sql`select * from task where ${joined(conditions, ' and ')} ${order} limit ${rows}`;
}
