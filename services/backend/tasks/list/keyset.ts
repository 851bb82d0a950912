import { z } from 'zod';
import { instant, priorities } from '../../../../shared/events/task.schema.ts';
import { decodeCursor, encodeCursor } from '../../../../shared/http/cursor.ts';
import { text } from '../../../../shared/text.ts';
import { join, raw, type Sql, sql } from './sql.ts';
import type { Sort } from './task.query.ts';

export type Order = 'asc' | 'desc';

export interface Sorting {
  sort: Sort;
  order: Order;
}

/** A cursor holds instants as text, because a number of milliseconds is not exact as a double. */
const instantKey = (column: string) => ({
  expression: raw(column),
  cursorValue: raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`),
  type: raw('timestamptz'),
});
const due = instantKey('task.due_at');
/** Titles are ordered without regard to case, and numbers in them by their value. */
const title = raw('lower(task.title) collate natural_order');
const priority = raw('task.priority');
/** The place within a list and parent. */
const manual = raw('task_position(task.position, task.created_at, task.id)');

/** The expression that each sort orders by, its value in a cursor, and the type that the value is cast to again. */
export const sortKeys = {
  created: { ...instantKey('task.created_at'), schema: instant },
  due: {
    ...due,
    cursorValue: sql`json_build_array(${due.cursorValue}, ${priority})`,
    schema: z.tuple([instant.nullable(), z.enum(priorities)]),
  },
  priority: { expression: priority, cursorValue: priority, type: raw('task_priority'), schema: z.enum(priorities) },
  title: { expression: title, cursorValue: title, type: raw('text'), schema: text().max(400) },
  manual: { expression: manual, cursorValue: manual, type: raw('text'), schema: z.string().max(1000) },
  relevance: {
    expression: raw('task.score'),
    cursorValue: raw('task.score::float8'),
    type: raw('numeric'),
    schema: z.number(),
  },
} satisfies Record<Sort, { expression: Sql; cursorValue: Sql; type: Sql; schema: z.ZodType }>;

/** The state of a search that its later pages need. */
const searchState = z.strictObject({
  /** Nothing matched exactly: the pages show similar matches. */
  similar: z.literal(true).optional(),
  /** The oldest candidate that is ranked. */
  rankedFrom: z.tuple([instant, z.uuid()]).optional(),
  /** All candidates were shown: the matches older than they follow, newest first. */
  unranked: z.literal(true).optional(),
});

/** The last task of a page. The next page begins after it. */
export interface KeysetPosition extends z.output<typeof searchState> {
  /** The cursor value of its sort key. */
  key: unknown;
  id: string;
}

/** @throws ValidationFailed for a cursor of another list. */
export function readCursor(cursor: string, { sort, order }: Sorting): KeysetPosition {
  const list = [z.literal(sort), z.literal(order)] as const;
  const ofSort = z.tuple([...list, sortKeys[sort].schema, z.uuid(), searchState.omit({ unranked: true }).default({})]);
  const unranked = z.tuple([...list, instant, z.uuid(), searchState.required({ unranked: true })]);
  const schema = sort === 'relevance' ? z.union([ofSort, unranked]) : ofSort;
  const [, , key, id, state] = decodeCursor(cursor, schema);
  return { key, id, ...state };
}

export function writeCursor({ sort, order }: Sorting, { key, id, ...state }: KeysetPosition): string {
  return encodeCursor([sort, order, key, id, ...(Object.values(state).some(Boolean) ? [state] : [])]);
}

/** The condition that a task comes after that position. */
export function afterPosition(sorting: Sorting, { key, id }: Pick<KeysetPosition, 'key' | 'id'>): Sql {
  const types = [sortKeys[sorting.sort].type, raw('task_priority')];
  const keys = [key].flat().map((value, index) => sql`cast(${value} as ${types[index]!})`);
  const position = [...placed(sorting, keys), sql`cast(${id} as uuid)`];
  return sql`(${join(sortColumns(sorting), ', ')}) ${raw(sorting.order === 'asc' ? '>' : '<')} (${join(position, ', ')})`;
}

export function orderBy(sorting: Sorting): Sql {
  const order = raw(sorting.order);
  const columns = sortColumns(sorting).map((column) => sql`${column} ${order}`);
  return sql`order by ${join(columns, ', ')}`;
}

/** The expressions that the index of this order holds after the owner. They all have the same direction. */
function sortColumns(sorting: Sorting): Sql[] {
  const { expression } = sortKeys[sorting.sort];
  return [...placed(sorting, sorting.sort === 'due' ? [expression, priority] : [expression]), raw('task.id')];
}

/**
 * By due, tasks without one come last in both orders, and of those that are due at the same time the most urgent first in both
 * orders: each order has an index of these very expressions.
 */
function placed({ sort, order }: Sorting, keys: Sql[]): Sql[] {
  if (sort !== 'due') return keys;
  const [dueAt, rank] = keys as [Sql, Sql];
  return order === 'asc'
    ? [sql`coalesce(${dueAt}, 'infinity')`, sql`urgent_first(${rank})`]
    : [sql`coalesce(${dueAt}, '-infinity')`, rank];
}
