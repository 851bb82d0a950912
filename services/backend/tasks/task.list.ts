import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Orm } from '../../../shared/database/orm.ts';
import { instant, priorities, type TaskSnapshot } from '../../../shared/events/task.schema.ts';
import { decodeCursor, encodeCursor } from '../../../shared/http/cursor.ts';
import { text } from '../../../shared/text.ts';
import { presentTask } from './task.presenter.ts';
import type { Sort, TaskQuery } from './task.query.ts';
import { literalWords, type Sql, searchQuery } from './task.search.ts';
import type { Owner } from './task.service.ts';

export interface TaskPage {
  items: TaskSnapshot[];
  nextCursor: string | null;
}

/** As text, for a number of milliseconds is not exact on its way through a double. */
const instantKey = (column: string) => ({
  expression: column,
  key: `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  bound: 'cast(? as timestamptz)',
});
const rank = 'round(ts_rank(task.search, found.query)::numeric, 6)';

/** What is sorted by, how a cursor holds its value, and how the value is compared again. */
const sortKeys: Record<Sort, { expression: string; key: string; bound: string; schema: z.ZodType }> = {
  created: { ...instantKey('task.created_at'), schema: instant },
  due: { ...instantKey('task.due_at'), schema: instant.nullable() },
  priority: {
    expression: 'task.priority',
    key: 'task.priority',
    bound: 'cast(? as task_priority)',
    schema: z.enum(priorities),
  },
  title: {
    expression: 'lower(task.title)',
    key: 'lower(task.title)',
    bound: 'cast(? as text)',
    schema: text().max(400),
  },
  relevance: { expression: rank, key: `${rank}::float8`, bound: 'cast(? as numeric)', schema: z.number() },
};
const descendingByDefault = new Set<Sort>(['created', 'priority', 'relevance']);

/** One statement a page: the tasks with their reminders, and one more task to know whether there is a next page. */
export async function listTasks(em: Orm['em'], owner: Owner, query: TaskQuery, now: Date): Promise<TaskPage> {
  const search = query.q ? searchQuery(query.q) : undefined;
  const sort: Sort = query.sort ?? (search ? 'relevance' : 'created');
  const order = query.order ?? (descendingByDefault.has(sort) ? 'desc' : 'asc');
  const conditions = [...filters(query, owner, now)];
  if (search) conditions.push({ sql: 'task.search @@ found.query', params: [] });
  const position = query.cursor ? decodeCursor(query.cursor, positionOf(sort, order)) : undefined;
  if (position) conditions.push(after(sort, order, position));

  const { expression, key } = sortKeys[sort];
  const rows = await em.execute<TaskRow[]>(
    `select task.id, task.title, task.description, task.completed_at, task.priority, to_json(task.tags) as tags, task.due,
            task.due_at, task.recurrence, task.series_id, task.occurrence, task.snoozed_until, task.version,
            task.created_at, task.updated_at, ${key} as sort_key,
            (select json_agg(json_build_object('id', r.id, 'minutesBefore', r.minutes_before, 'at', r.at,
                                               'fireAt', r.fire_at, 'state', r.state))
               from reminder r where r.task_id = task.id) as reminders
       from task ${search ? `cross join (select ${search.sql} as query) found` : ''}
      where ${['task.owner_id = ?', ...conditions.map(({ sql }) => sql)].join(' and ')}
      order by ${expression} ${order} nulls last, task.id ${order}
      limit ?`,
    [...(search?.params ?? []), owner.id, ...conditions.flatMap(({ params }) => params), query.limit + 1],
  );
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items: items.map(fromRow),
    nextCursor: rows.length > query.limit && last ? encodeCursor([sort, order, last.sort_key, last.id]) : null,
  };
}

function* filters(query: TaskQuery, owner: Owner, now: Date): Generator<Sql> {
  const { status, priority = [], tag = [], notTag = [], dueBefore, dueAfter } = query;
  if (status === 'completed') yield { sql: 'task.completed_at is not null', params: [] };
  else if (status) yield { sql: 'task.completed_at is null', params: [] };
  if (status === 'overdue') yield { sql: 'task.due_at < ?', params: [now] };
  if (status === 'today') yield { sql: 'task.due_at >= ? and task.due_at < ?', params: today(owner.timeZone, now) };
  if (priority.length) yield { sql: `task.priority in (${priority.map(() => '?')})`, params: priority };
  if (tag.length) yield { sql: `task.tags @> array[${tag.map(() => '?')}]::text[]`, params: tag };
  if (notTag.length) yield { sql: `not task.tags && array[${notTag.map(() => '?')}]::text[]`, params: notTag };
  if (dueBefore) yield { sql: 'task.due_at < ?', params: [dueBefore] };
  if (dueAfter) yield { sql: 'task.due_at >= ?', params: [dueAfter] };
  for (const word of literalWords(query.q ?? '')) {
    yield { sql: `position(lower(?) in lower(task.title || ' ' || task.description)) > 0`, params: [word] };
  }
}

/** From midnight to midnight in the person's zone. */
function today(timeZone: string, now: Date): [Date, Date] {
  const start = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).startOfDay();
  const end = start.add({ days: 1 }).startOfDay();
  return [new Date(start.epochMilliseconds), new Date(end.epochMilliseconds)];
}

/** Sort, order, sort key and id of the last task seen; the key is null for a task without due. */
function positionOf(sort: Sort, order: 'asc' | 'desc') {
  return z.tuple([z.literal(sort), z.literal(order), sortKeys[sort].schema, z.uuid()]);
}

function after(sort: Sort, order: 'asc' | 'desc', [, , key, id]: z.output<ReturnType<typeof positionOf>>): Sql {
  const { expression, bound } = sortKeys[sort];
  const beyond = order === 'asc' ? '>' : '<';
  if (key === null) return { sql: `${expression} is null and task.id ${beyond} ?`, params: [id] };
  const keyset = `(${expression}, task.id) ${beyond} (${bound}, cast(? as uuid))`;
  return { sql: sort === 'due' ? `(${keyset} or ${expression} is null)` : keyset, params: [key, id] };
}

/** As the driver gives it: instants are text. */
interface TaskRow {
  id: string;
  title: string;
  description: string;
  completed_at: string | null;
  priority: TaskSnapshot['priority'];
  tags: string[];
  due: TaskSnapshot['due'];
  due_at: string | null;
  recurrence: TaskSnapshot['recurrence'];
  series_id: string | null;
  occurrence: number | null;
  snoozed_until: string | null;
  version: number;
  created_at: string;
  updated_at: string;
  sort_key: unknown;
  reminders:
    | {
        id: string;
        minutesBefore: number | null;
        at: string | null;
        fireAt: string;
        state: 'pending' | 'sent' | 'cancelled';
      }[]
    | null;
}

function fromRow(row: TaskRow): TaskSnapshot {
  const date = (value: string | null) => (value === null ? null : new Date(value));
  return presentTask({
    ...row,
    completedAt: date(row.completed_at),
    dueAt: date(row.due_at),
    seriesId: row.series_id,
    snoozedUntil: date(row.snoozed_until),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    reminders: (row.reminders ?? []).map((reminder) => ({
      ...reminder,
      at: date(reminder.at),
      fireAt: new Date(reminder.fireAt),
    })),
  });
}
