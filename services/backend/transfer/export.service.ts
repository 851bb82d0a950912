import type { Orm } from '../../../shared/database/orm.ts';
import { afterPosition, orderBy, sortKeys } from '../tasks/list/keyset.ts';
import { and, raw, type Sql, sql } from '../tasks/list/sql.ts';
import { fromRow, type TaskRow, taskColumns } from '../tasks/list/task.row.ts';
import type { Sections } from './account.sections.ts';
import type { ExportedTask } from './transfer.schema.ts';

/** Bounds the memory that an export needs, and the time for which others wait: a megabyte if all tasks are as long as can be. */
const pageSize = 100;

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

/** Joins texts to parts of about this length. Others are served between two parts, while the client reads. */
const partLength = 64 * 1024;

export function* inParts(texts: Iterable<string>): Generator<string> {
  let part = '';
  for (const text of texts) {
    part += text;
    if (part.length < partLength) continue;
    yield part;
    part = '';
  }
  if (part) yield part;
}

async function* listText(pages: AsyncIterable<object[]>): AsyncGenerator<string> {
  yield '[';
  let separator = '\n';
  for await (const items of pages) {
    if (items.length === 0) continue;
    yield separator;
    yield* inParts(items.values().map((item, index) => (index > 0 ? ',\n' : '') + JSON.stringify(item)));
    separator = ',\n';
  }
  yield '\n]';
}

/** Yields all tasks of a user, oldest first, as iCalendar (RFC 5545) with a VTODO for each. */
export async function* exportCalendar(em: Orm['em'], ownerId: string): AsyncGenerator<string> {
  const { calendarEnd, calendarStart, todoText } = await import('./calendar-export/calendar.ts');
  yield calendarStart(await timeZonesOf(em, ownerId));
  for await (const tasks of pagesOf(em, ownerId)) yield* inParts(tasks.values().map(todoText));
  yield calendarEnd;
}

interface ExportedRow extends TaskRow, Pick<ExportedTask, 'seriesStart' | 'successorId'> {
  cursor_value: string;
}

/**
 * Yields each task that meets the conditions exactly once; one that changes meanwhile is read before or after the change. It
 * reads rows and not entities, which takes a third of the time.
 */
export async function* pagesOf(em: Orm['em'], ownerId: string, where: Sql[] = []): AsyncGenerator<ExportedTask[]> {
  const sorting = { sort: 'created', order: 'asc' } as const;
  let last: ExportedRow | undefined;
  do {
    const after = last ? [afterPosition(sorting, { key: last.cursor_value, id: last.id })] : [];
    const rows: ExportedRow[] = await em.execute(sql`
      select ${raw(taskColumns)}, task.series_start as "seriesStart", task.successor_id as "successorId",
             ${sortKeys.created.cursorValue} as cursor_value
        from task where ${and([sql`task.owner_id = ${ownerId}`, ...where, ...after])} ${orderBy(sorting)} limit ${pageSize}`);
    yield rows.map((row) => ({ ...fromRow(row), seriesStart: row.seriesStart, successorId: row.successorId }));
    last = rows.at(pageSize - 1);
  } while (last);
}

export async function timeZonesOf(em: Orm['em'], ownerId: string): Promise<string[]> {
  const rows = await em.execute<{ zone: string }[]>(
    `select distinct day ->> 'timeZone' as zone
       from task cross join lateral (values (due), (series_start)) as days (day)
      where owner_id = ? and day ->> 'time' is not null order by 1`,
    [ownerId],
  );
  return rows.map(({ zone }) => zone);
}
