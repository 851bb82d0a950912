import { Temporal } from 'temporal-polyfill';
import { hasTags } from '../search/search.index.ts';
import type { Owner } from '../write/task.service.ts';
import type { Sorting } from './keyset.ts';
import { raw, type Sql, sql } from './sql.ts';
import type { TaskQuery } from './task.query.ts';

/** The conditions of a query, by what evaluates them. */
export interface Predicates {
  /** The index of the sort order: the owner, and the status where the order has a partial index for it. */
  sortIndex: Sql[];
  /** Nothing but the row itself. */
  filters: Sql[];
  /** The index of words. Each of these follows from the filters. */
  wordIndex: Sql[];
}

export function isOwnedBy(owner: Pick<Owner, 'id'>): Sql {
  return sql`task.owner_id = ${owner.id}`;
}

const isChildOf = ({ parent }: TaskQuery) => parent !== undefined && parent !== 'none';

/** The expression of the indexes by list, in which the Inbox has the id of its owner. */
function isInList(owner: Pick<Owner, 'id'>, list: string): Sql {
  return sql`task_list(task.list_id, task.owner_id) = ${list === 'inbox' ? owner.id : list}`;
}

/** Is no part of an index, but true of nearly every task. */
export function isNotArchived(owner: Pick<Owner, 'id'>): Sql {
  return sql`
    (task.list_id is null or task.list_id not in
      (select id from list where owner_id = ${owner.id} and archived_at is not null))`;
}

/** Partial indexes pay: completed tasks behind 1 100 open ones take 1 ms instead of 1 s, with 1 M tasks of one person. */
export function predicates(
  query: TaskQuery,
  owner: Pick<Owner, 'id' | 'timeZone'>,
  now: Date,
  { sort, order }: Sorting,
): Predicates {
  const { status, tag = [] } = query;
  const completed = status === 'completed';
  const statuses = status ? [completed ? sql`task.completed_at is not null` : sql`task.completed_at is null`] : [];
  const inList = query.list && isInList(owner, query.list);
  const open = statuses.length > 0 && !completed;
  const hasPartialIndex = inList
    ? open && (sort === 'manual' || (sort === 'due' && order === 'asc'))
    : sort === 'created' || (sort === 'due' && order === 'asc' && !completed);
  const place = inList ? [inList] : query.withArchived || isChildOf(query) ? [] : [isNotArchived(owner)];
  // Subtasks have an index of their own, whatever the order: a task has few of them.
  const children = isChildOf(query) ? [sql`task.parent_id = ${query.parent}`] : [];
  return {
    sortIndex: [isOwnedBy(owner), ...place, ...children, ...(hasPartialIndex ? statuses : [])],
    filters: [...(hasPartialIndex ? [] : statuses), ...filters(query, owner, now)],
    wordIndex: tag.length ? [hasTags(owner.id, tag)] : [],
  };
}

function* filters(query: TaskQuery, { timeZone }: Pick<Owner, 'timeZone'>, now: Date): Generator<Sql> {
  const { status, parent, priority = [], tag = [], notTag = [], dueBefore, dueAfter, noDue, noTag, repeats } = query;
  if (parent === 'none') yield sql`task.parent_id is null`;
  if (status === 'upcoming') yield isDueFrom(dayOf(now, timeZone)[1], timeZone);
  if (status === 'overdue') yield isDueBefore(now, timeZone);
  if (status === 'today') {
    const [start, end] = dayOf(now, timeZone);
    yield isDueFrom(start, timeZone);
    yield isDueBefore(end, timeZone);
  }
  if (priority.length) yield sql`task.priority in (${priority})`;
  if (tag.length) yield sql`task.tags @> array[${tag}]::text[]`;
  if (notTag.length) yield sql`not task.tags && array[${notTag}]::text[]`;
  if (dueBefore) yield isDueBefore(dueBefore, timeZone);
  if (dueAfter) yield isDueFrom(dueAfter, timeZone);
  if (noDue) yield sql`task.due_at is null`;
  if (noTag) yield sql`task.tags = '{}'`;
  if (repeats) yield sql`task.recurrence is not null`;
}

/** The ends of one calendar day in any two zones are less than that apart. */
const zonesApart = 48 * 3_600_000;
const shifted = (at: Date, milliseconds: number) => new Date(at.getTime() + milliseconds);
const isAllDay = raw(`task.due ->> 'time' is null`);
const dueDate = raw(`task.due ->> 'date' collate "C"`);

/**
 * An all-day due is a calendar day wherever its owner is: it ends with that day in the owner's zone, not in the zone of the due.
 * The index by due holds its end in the zone of the due, and narrows the rows to those that can match. Its condition is first,
 * in the very expression of the index.
 */
function isDueBefore(end: Date, timeZone: string): Sql {
  return sql`
    (coalesce(task.due_at, 'infinity') < ${shifted(end, zonesApart)} and
     case when ${isAllDay} then ${dueDate} < ${dateIn(end, timeZone)} else task.due_at < ${end} end)`;
}

function isDueFrom(start: Date, timeZone: string): Sql {
  return sql`
    (task.due_at is not null and coalesce(task.due_at, 'infinity') >= ${shifted(start, -zonesApart)} and
     case when ${isAllDay} then ${dueDate} >= ${dateIn(start, timeZone)} else task.due_at >= ${start} end)`;
}

const zoned = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
export const dateIn = (at: Date, timeZone: string) => zoned(at, timeZone).toPlainDate().toString();

/** The instants at which the day begins and ends in a time zone. */
export function dayOf(now: Date, timeZone: string): [start: Date, end: Date] {
  const start = zoned(now, timeZone).startOfDay();
  const end = start.add({ days: 1 }).startOfDay();
  return [new Date(start.epochMilliseconds), new Date(end.epochMilliseconds)];
}
