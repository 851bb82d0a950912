import { Router } from '@koa/router';
import { z } from 'zod';
import type { Orm } from '../../../shared/database/orm.ts';
import { Activity } from '../../../shared/entities/index.ts';
import { decodeCursor, encodeCursor } from '../../../shared/http/cursor.ts';
import { NotFound } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Authenticate } from '../accounts/authenticate.ts';
import { type ActivityPage, activityQuery } from './activity.schema.ts';

const position = z.string().regex(/^\d{1,18}$/);

/** Newest first. A task's activity stays readable to its owner after the task is deleted. */
export function activityRoutes({ orm, authenticate }: { orm: Orm; authenticate: Authenticate }): Router {
  const router = new Router({ prefix: '/api' });

  router.get('/activity', async (ctx) => {
    const { id: ownerId } = await authenticate(ctx);
    ctx.body = await activityPage(orm, { ownerId }, ctx.query);
  });

  router.get('/tasks/:id/activity', async (ctx) => {
    const { id: ownerId } = await authenticate(ctx);
    const taskId = validate(z.uuid(), ctx.params['id'], 'id');
    const answer = await activityPage(orm, { ownerId, taskId }, ctx.query);
    // A task begins with an activity: none at all means that there never was such a task of this person.
    if (answer.items.length === 0 && !ctx.query['cursor']) throw new NotFound('There is no such task.');
    ctx.body = answer;
  });

  return router;
}

async function activityPage(
  orm: Orm,
  of: { ownerId: string; taskId?: string },
  rawQuery: unknown,
): Promise<ActivityPage> {
  const { limit, cursor } = validate(activityQuery, rawQuery, 'query');
  const where = cursor ? { ...of, id: { $lt: decodeCursor(cursor, position) } } : of;
  const rows = await orm.em.fork().find(Activity, where, { orderBy: { id: 'desc' }, limit: limit + 1 });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ id, taskId, action, changes, actor, at }) => ({
      ...{ id, taskId, action, changes, actor },
      at: at.toISOString(),
    })),
    nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null,
  };
}
