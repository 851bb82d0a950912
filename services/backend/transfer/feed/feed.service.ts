import type { Orm } from '../../../../shared/database/orm.ts';
import { and, sql } from '../../tasks/list/sql.ts';
import { isNotArchived, isOwnedBy } from '../../tasks/list/task.predicates.ts';
import type { DueTask } from '../calendar-export/calendar.ts';
import { inParts, pagesOf, timeZonesOf } from '../export.service.ts';

/** Programs ask again after this time (RFC 7986, section 5.7). Older ones know only the second name. */
const properties = [
  'METHOD:PUBLISH',
  'NAME:Todo',
  'X-WR-CALNAME:Todo',
  'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
  'X-PUBLISHED-TTL:PT1H',
];

/** Open tasks with a due, without those of archived lists. */
const inFeed = (ownerId: string) => [
  sql`task.completed_at is null`,
  sql`task.due is not null`,
  isNotArchived({ id: ownerId }),
];

/** Yields these tasks, oldest first, as iCalendar (RFC 5545) with a VEVENT for each. */
export async function* feedText(em: Orm['em'], ownerId: string): AsyncGenerator<string> {
  const { calendarEnd, calendarStart, eventText } = await import('../calendar-export/calendar.ts');
  yield calendarStart(await timeZonesOf(em, ownerId), properties);
  for await (const tasks of pagesOf(em, ownerId, inFeed(ownerId))) {
    yield* inParts(tasks.values().map((task) => eventText(task as DueTask)));
  }
  yield calendarEnd;
}

/** Is raised when the feed of an unchanged task changes. */
const format = 1;

/** Returns a number that is another one when the feed is: every change of a task, or of its reminders, raises the task's version. */
export async function feedVersion(em: Orm['em'], ownerId: string): Promise<string> {
  const [row] = await em.execute<[{ version: string }]>(sql`
    select ('x' || left(encode(sha256(
             coalesce(string_agg(id::text || version, ' ' order by id), '')::bytea), 'hex'), 15))::bit(60)::bigint as version
      from task where ${and([isOwnedBy({ id: ownerId }), ...inFeed(ownerId)])}`);
  return `${format}${row.version}`;
}
