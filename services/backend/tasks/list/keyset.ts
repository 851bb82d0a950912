import { z } from 'zod';
import { instant, priorities } from '../../../../shared/events/task.schema.ts';
import { decodeCursor, encodeCursor } from '../../../../shared/http/cursor.ts';
import { text } from '../../../../shared/text.ts';
import { raw, type Sql, sql } from './sql.ts';
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
const lowerTitle = raw('lower(task.title)');
const priority = raw('task.priority');

/** The expression that each sort orders by, its value in a cursor, and the type that the value is cast to again. */
export const sortKeys = {
  created: { ...instantKey('task.created_at'), schema: instant },
  due: { ...instantKey('task.due_at'), schema: instant.nullable() },
  priority: { expression: priority, cursorValue: priority, type: raw('task_priority'), schema: z.enum(priorities) },
  title: { expression: lowerTitle, cursorValue: lowerTitle, type: raw('text'), schema: text().max(400) },
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
  /** The cursor value of its sort key; null for a task without due. */
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
  const theirs = dueLast(sorting, sql`cast(${key} as ${sortKeys[sorting.sort].type})`);
  return sql`(${sortKey(sorting)}, task.id) ${raw(sorting.order === 'asc' ? '>' : '<')} (${theirs}, cast(${id} as uuid))`;
}

export function orderBy(sorting: Sorting, key = sortKey(sorting)): Sql {
  const order = raw(sorting.order);
  return sql`order by ${key} ${order}, task.id ${order}`;
}

/** The expression that the index of this order holds. */
export function sortKey(sorting: Sorting): Sql {
  return dueLast(sorting, sortKeys[sorting.sort].expression);
}

/** Tasks without due come last in both orders: each order has an index of this very expression. */
function dueLast({ sort, order }: Sorting, value: Sql): Sql {
  return sort === 'due' ? sql`coalesce(${value}, ${raw(order === 'asc' ? `'infinity'` : `'-infinity'`)})` : value;
}
