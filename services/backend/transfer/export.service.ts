import type { FilterQuery } from '@mikro-orm/core';
import type { Orm } from '../../../shared/database/orm.ts';
import { Task } from '../../../shared/entities/index.ts';
import { presentTask } from '../tasks/task.presenter.ts';
import { calendarEnd, calendarStart, todoText } from './calendar-export/calendar.ts';
import type { ExportedTask } from './transfer.schema.ts';

/** Bounds the memory of an export, however many tasks there are. */
const pageSize = 500;

/** All tasks of a person, oldest first, as the JSON that can be imported. */
export async function* exportJson(em: Orm['em'], ownerId: string): AsyncGenerator<string> {
  yield '{"tasks":[';
  let separator = '\n';
  for await (const tasks of pagesOf(em, ownerId)) {
    yield separator + tasks.map((task) => JSON.stringify(task)).join(',\n');
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** … and as iCalendar (RFC 5545), each a VTODO. */
export async function* exportCalendar(em: Orm['em'], ownerId: string): AsyncGenerator<string> {
  yield calendarStart(await timeZonesOf(em, ownerId));
  for await (const tasks of pagesOf(em, ownerId)) yield tasks.map(todoText).join('');
  yield calendarEnd;
}

/** A task that is changed meanwhile comes as it was or as it is; each comes once. */
async function* pagesOf(em: Orm['em'], ownerId: string): AsyncGenerator<ExportedTask[]> {
  let last: Task | undefined;
  do {
    const page: Task[] = await em.fork().find(Task, behind(ownerId, last), {
      orderBy: { createdAt: 'asc', id: 'asc' },
      limit: pageSize,
      populate: ['reminders'],
      strategy: 'select-in',
    });
    if (page.length === 0) return;
    yield page.map((task) => ({
      ...presentTask(task),
      seriesStart: task.seriesStart ?? null,
      successorId: task.successorId ?? null,
    }));
    last = page.length < pageSize ? undefined : page.at(-1);
  } while (last);
}

function behind(ownerId: string, last: Task | undefined): FilterQuery<Task> {
  if (!last) return { ownerId };
  const { createdAt, id } = last;
  // The first condition on the time is there for the index: it says where to begin.
  return { ownerId, createdAt: { $gte: createdAt }, $or: [{ createdAt: { $gt: createdAt } }, { id: { $gt: id } }] };
}

async function timeZonesOf(em: Orm['em'], ownerId: string): Promise<string[]> {
  const rows = await em.execute<{ zone: string }[]>(
    `select distinct day ->> 'timeZone' as zone
       from task cross join lateral (values (due), (series_start)) as days (day)
      where owner_id = ? and day ->> 'time' is not null order by 1`,
    [ownerId],
  );
  return rows.map(({ zone }) => zone);
}
