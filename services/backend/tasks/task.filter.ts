import { Temporal } from 'temporal-polyfill';
import { list, type Sql, sql } from './sql.ts';
import type { TaskQuery } from './task.query.ts';
import type { Owner } from './task.service.ts';

/** What a query asks of a task, apart from its search. Written so that each has an index to go by. */
export function* filters(query: TaskQuery, owner: Owner, now: Date): Generator<Sql> {
  const { status, priority = [], tag = [], notTag = [], dueBefore, dueAfter } = query;
  yield sql`task.owner_id = ${owner.id}`;
  if (status === 'completed') yield sql`task.completed_at is not null`;
  else if (status) yield sql`task.completed_at is null`;
  if (status === 'overdue') yield sql`task.due_at < ${now}`;
  if (status === 'today') {
    const [start, end] = today(owner.timeZone, now);
    yield sql`task.due_at >= ${start} and task.due_at < ${end}`;
  }
  if (priority.length) yield sql`task.priority in (${list(priority)})`;
  if (tag.length) yield sql`task.tags @> array[${list(tag)}]::text[]`;
  if (notTag.length) yield sql`not task.tags && array[${list(notTag)}]::text[]`;
  if (dueBefore) yield sql`task.due_at < ${dueBefore}`;
  if (dueAfter) yield sql`task.due_at >= ${dueAfter}`;
}

/** From midnight to midnight in the person's zone. */
function today(timeZone: string, now: Date): [Date, Date] {
  const start = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).startOfDay();
  const end = start.add({ days: 1 }).startOfDay();
  return [new Date(start.epochMilliseconds), new Date(end.epochMilliseconds)];
}
