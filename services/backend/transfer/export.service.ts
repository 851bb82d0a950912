import type { FilterQuery } from '@mikro-orm/core';
import type { Orm } from '../../../shared/database/orm.ts';
import { Task } from '../../../shared/entities/index.ts';
import { presentTask } from '../tasks/task.presenter.ts';
import type { Sections } from './account.sections.ts';
import { calendarEnd, calendarStart, todoText } from './calendar-export/calendar.ts';
import type { ExportedTask } from './transfer.schema.ts';

/** Bounds the memory that an export needs. */
const pageSize = 500;

/** Yields all tasks of a user, oldest first, as JSON that can be imported, and then the other sections. */
export async function* exportJson(em: Orm['em'], ownerId: string, sections: Sections): AsyncGenerator<string> {
  yield '{"tasks":';
  yield* listText(pagesOf(em, ownerId));
  for (const [name, content] of Object.entries(sections)) {
    yield `,\n"${name}":`;
    if (Symbol.asyncIterator in content) yield* listText(content);
    else yield JSON.stringify(content);
  }
  yield '}\n';
}

async function* listText(pages: AsyncIterable<object[]>): AsyncGenerator<string> {
  yield '[';
  let separator = '\n';
  for await (const items of pages) {
    if (items.length === 0) continue;
    yield separator + items.map((item) => JSON.stringify(item)).join(',\n');
    separator = ',\n';
  }
  yield '\n]';
}

/** Yields all tasks of a user, oldest first, as iCalendar (RFC 5545) with a VTODO for each. */
export async function* exportCalendar(em: Orm['em'], ownerId: string): AsyncGenerator<string> {
  yield calendarStart(await timeZonesOf(em, ownerId));
  for await (const tasks of pagesOf(em, ownerId)) yield tasks.map(todoText).join('');
  yield calendarEnd;
}

/** Yields each task exactly once; one that changes during the export is read before or after the change. */
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
  // The first condition on createdAt lets PostgreSQL start in the index at this point.
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
