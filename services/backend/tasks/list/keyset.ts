import { z } from 'zod';
import { instant, priorities } from '../../../../shared/events/task.schema.ts';
import { decodeCursor, encodeCursor } from '../../../../shared/http/cursor.ts';
import { text } from '../../../../shared/text.ts';
import { raw, type Sql, sql } from './sql.ts';
import type { Sort } from './task.query.ts';

export type Order = 'asc' | 'desc';

/** As text, for a number of milliseconds is not exact on its way through a double. */
const instantKey = (column: string) => ({
  expression: raw(column),
  key: raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`),
  type: raw('timestamptz'),
});
const lowerTitle = raw('lower(task.title)');

/** What is sorted by, how a cursor holds its value, and as what it is compared again. */
export const sortKeys = {
  created: { ...instantKey('task.created_at'), schema: instant },
  due: { ...instantKey('task.due_at'), schema: instant.nullable() },
  priority: {
    ...{ expression: raw('task.priority'), key: raw('task.priority'), type: raw('task_priority') },
    schema: z.enum(priorities),
  },
  title: { expression: lowerTitle, key: lowerTitle, type: raw('text'), schema: text().max(400) },
  relevance: {
    ...{ expression: raw('task.score'), key: raw('task.score::float8'), type: raw('numeric') },
    schema: z.number(),
  },
} satisfies Record<Sort, { expression: Sql; key: Sql; type: Sql; schema: z.ZodType }>;

/** What the pages after the first have to know of a search. */
const searching = z.strictObject({
  /** Nothing was found as typed: what is similar is shown. */
  similar: z.literal(true).optional(),
  /** The oldest task that takes part in the ranking. */
  rankedFrom: z.tuple([instant, z.uuid()]).optional(),
  /** All ranked ones were shown: older ones follow, newest first. */
  unranked: z.literal(true).optional(),
});

/** The last task seen. */
export interface Position extends z.output<typeof searching> {
  /** Null for one without due. */
  key: unknown;
  id: string;
}

/** @throws ValidationFailed for a cursor of another list. */
export function readPosition(cursor: string, sort: Sort, order: Order): Position {
  const list = [z.literal(sort), z.literal(order)] as const;
  const ofSort = z.tuple([...list, sortKeys[sort].schema, z.uuid(), searching.omit({ unranked: true }).default({})]);
  const unranked = z.tuple([...list, instant, z.uuid(), searching.required({ unranked: true })]);
  const schema = sort === 'relevance' ? z.union([ofSort, unranked]) : ofSort;
  const [, , key, id, state] = decodeCursor(cursor, schema);
  return { key, id, ...state };
}

export function writePosition(sort: Sort, order: Order, { key, id, ...state }: Position): string {
  return encodeCursor([sort, order, key, id, ...(Object.values(state).some(Boolean) ? [state] : [])]);
}

/** Whether a task comes after that one. */
export function isAfter(sort: Sort, order: Order, { key, id }: Pick<Position, 'key' | 'id'>): Sql {
  const { expression, type } = sortKeys[sort];
  const [ours, theirs] = [expression, sql`cast(${key} as ${type})`].map((value) => sorted(sort, order, value));
  return sql`(${ours}, task.id) ${raw(order === 'asc' ? '>' : '<')} (${theirs}, cast(${id} as uuid))`;
}

export function inOrder(sort: Sort, order: Order, place = placeOf(sort, order)): Sql {
  return sql`order by ${place} ${raw(order)}, task.id ${raw(order)}`;
}

/** What the index in this order holds. */
export function placeOf(sort: Sort, order: Order): Sql {
  return sorted(sort, order, sortKeys[sort].expression);
}

/** No due sorts last in both orders: each has an index of this very expression. */
function sorted(sort: Sort, order: Order, value: Sql): Sql {
  return sort === 'due' ? sql`coalesce(${value}, ${raw(order === 'asc' ? `'infinity'` : `'-infinity'`)})` : value;
}
