import { z } from 'zod';
import type { Orm } from '../../../shared/database/orm.ts';
import { Activity, Task } from '../../../shared/entities/index.ts';
import { decodeCursor, encodeCursor } from '../../../shared/http/cursor.ts';
import type { ActivityPage, Activity as ListedActivity } from './activity.schema.ts';

const position = z.string().regex(/^\d{1,18}$/);

export interface ActivityFilter {
  ownerId: string;
  taskId?: string | undefined;
  /** The first instant that is included. */
  since?: Date | undefined;
  /** The first instant that is excluded. */
  until?: Date | undefined;
}

type UntitledPage = Omit<ActivityPage, 'items'> & { items: ListedActivity[] };

/** Returns one page of an owner's activity, the newest first. */
export async function listActivity(
  em: Pick<Orm['em'], 'find'>,
  { ownerId, taskId, since, until }: ActivityFilter,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<UntitledPage> {
  const rows = await em.find(
    Activity,
    {
      ownerId,
      ...(taskId ? { taskId } : {}),
      ...(cursor ? { id: { $lt: decodeCursor(cursor, position) } } : {}),
      ...(since || until ? { at: { ...(since ? { $gte: since } : {}), ...(until ? { $lt: until } : {}) } } : {}),
    },
    { orderBy: { id: 'desc' }, limit: limit + 1 },
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ id, taskId, action, changes, actor, at }) => ({
      id,
      taskId,
      action,
      changes,
      actor,
      at: at.toISOString(),
    })),
    nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null,
  };
}

/** Adds the titles of the tasks, with one statement. */
export async function withTitles(
  em: Pick<Orm['em'], 'find'>,
  ownerId: string,
  { items, nextCursor }: UntitledPage,
): Promise<ActivityPage> {
  const ids = [...new Set(items.map(({ taskId }) => taskId))];
  const tasks = await em.find(Task, { ownerId, id: { $in: ids } }, { fields: ['title'] });
  const titles = new Map([
    ...items.flatMap(({ taskId, action, changes }) =>
      action === 'deleted' ? [[taskId, changes['title']?.from] as const] : [],
    ),
    ...tasks.map(({ id, title }) => [id, title] as const),
  ]);
  return { items: items.map((item) => ({ ...item, title: (titles.get(item.taskId) as string) ?? null })), nextCursor };
}
