import { z } from 'zod';
import type { Orm } from '../../../shared/database/orm.ts';
import { decodeCursor, encodeCursor } from '../../../shared/http/cursor.ts';
import { and, type Sql, sql } from '../tasks/list/sql.ts';
import type { Activity, ActivityPage } from './activity.schema.ts';

const position = z.string().regex(/^\d{1,18}$/);

export interface ActivityFilter {
  ownerId: string;
  taskId?: string | undefined;
  /** The first instant that is included. */
  since?: Date | undefined;
  /** The first instant that is excluded. */
  until?: Date | undefined;
}

interface Extent {
  limit: number;
  cursor?: string | undefined;
}

/** A row as the driver returns it, or as JSON has it. */
export interface ActivityRow extends Omit<ActivityPage['items'][number], 'at'> {
  at: Date | string;
}

/** Selects one page of an owner's activity, the newest first, each with the present title of its task. */
export function activityStatement({ ownerId, taskId, since, until }: ActivityFilter, { limit, cursor }: Extent): Sql {
  const conditions = [
    sql`owner_id = ${ownerId}`,
    ...(taskId ? [sql`task_id = ${taskId}`] : []),
    ...(cursor ? [sql`id < ${decodeCursor(cursor, position)}`] : []),
    ...(since ? [sql`at >= ${since}`] : []),
    ...(until ? [sql`at < ${until}`] : []),
  ];
  return sql`
    select id::text, task_id as "taskId", action, changes, actor, at,
           (select title from task where task.id = task_id and task.owner_id = activity.owner_id) as title
      from activity where ${and(conditions)} order by activity.id desc limit ${limit + 1}`;
}

/** Returns one page without titles. */
export async function listActivity(em: Pick<Orm['em'], 'execute'>, filter: ActivityFilter, extent: Extent) {
  const { items, nextCursor } = pageOf(await em.execute<ActivityRow[]>(activityStatement(filter, extent)), extent);
  return { items: items.map(({ title, ...item }): Activity => item), nextCursor };
}

/** A deleted task has the title that this page tells. */
export function titledPage(rows: ActivityRow[], extent: Extent): ActivityPage {
  const { items, nextCursor } = pageOf(rows, extent);
  const deleted = new Map(
    items.flatMap(({ taskId, action, changes }) =>
      action === 'deleted' ? [[taskId, changes['title']?.from as string] as const] : [],
    ),
  );
  return {
    items: items.map((item) => ({ ...item, title: item.title ?? deleted.get(item.taskId) ?? null })),
    nextCursor,
  };
}

function pageOf(rows: ActivityRow[], { limit }: Extent): ActivityPage {
  const items = rows.slice(0, limit).map((row) => ({ ...row, at: new Date(row.at).toISOString() }));
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null };
}
