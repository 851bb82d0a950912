import { Temporal } from 'temporal-polyfill';
import { hasTags } from '../search/search.index.ts';
import type { Owner } from '../write/task.service.ts';
import type { Order } from './keyset.ts';
import { type Sql, sql } from './sql.ts';
import type { Sort, TaskQuery } from './task.query.ts';

/** What a query asks of a task, apart from its search. */
export interface Filters {
  /** What the index in the order asked for holds: the owner, and maybe the status. */
  walked: Sql[];
  others: Sql[];
  /** What says the same as one of the others to the index of words. */
  indexed: Sql[];
}

export function ownedBy(owner: Owner): Sql {
  return sql`task.owner_id = ${owner.id}`;
}

export function filters(query: TaskQuery, owner: Owner, now: Date, sort: Sort, order: Order): Filters {
  const { status, tag = [] } = query;
  const completed = status === 'completed';
  const statuses = status ? [completed ? sql`task.completed_at is not null` : sql`task.completed_at is null`] : [];
  const isHeld = sort === 'created' || (sort === 'due' && order === 'asc' && !completed);
  return {
    walked: [ownedBy(owner), ...(isHeld ? statuses : [])],
    others: [...(isHeld ? [] : statuses), ...others(query, owner, now)],
    indexed: tag.length ? [hasTags(owner.id, tag)] : [],
  };
}

function* others(query: TaskQuery, owner: Owner, now: Date): Generator<Sql> {
  const { status, priority = [], tag = [], notTag = [], dueBefore, dueAfter } = query;
  if (status === 'overdue') yield isBefore(now);
  if (status === 'today') {
    const [start, end] = today(owner.timeZone, now);
    yield isFrom(start);
    yield isBefore(end);
  }
  if (priority.length) yield sql`task.priority in (${priority})`;
  if (tag.length) yield sql`task.tags @> array[${tag}]::text[]`;
  if (notTag.length) yield sql`not task.tags && array[${notTag}]::text[]`;
  if (dueBefore) yield isBefore(dueBefore);
  if (dueAfter) yield isFrom(dueAfter);
}

/** Written as the index has it. */
const isBefore = (end: Date) => sql`coalesce(task.due_at, 'infinity') < ${end}`;
const isFrom = (start: Date) => sql`(task.due_at is not null and coalesce(task.due_at, 'infinity') >= ${start})`;

/** From midnight to midnight in the person's zone. */
function today(timeZone: string, now: Date): [Date, Date] {
  const start = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).startOfDay();
  const end = start.add({ days: 1 }).startOfDay();
  return [new Date(start.epochMilliseconds), new Date(end.epochMilliseconds)];
}
