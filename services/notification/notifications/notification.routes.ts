import { Router } from '@koa/router';
import { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { sidecarOnly } from '../../../shared/dapr/sidecar-only.middleware.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import type { Notification } from '../../../shared/entities/index.ts';
import { decodeCursor, encodeCursor, page } from '../../../shared/http/cursor.ts';
import { validate } from '../../../shared/http/validate.ts';
import { listNotifications, markRead } from './notification.service.ts';

const query = z.strictObject({
  ...page,
  unread: z
    .enum(['true', 'false'], 'Must be true or false.')
    .transform((value) => value === 'true')
    .optional(),
});

interface Dependencies {
  orm: Orm;
  clock: Clock;
  appApiToken: string;
}

/** What the backend invokes on behalf of the user it has authenticated. */
export function notificationRoutes({ orm, clock, appApiToken }: Dependencies): Router {
  const router = new Router({ prefix: '/users/:userId/notifications' });
  router.use(sidecarOnly(appApiToken));

  router.get('/', async (ctx) => {
    const ownerId = validate(z.uuid(), ctx.params['userId'], 'userId');
    const { limit, cursor, unread: onlyUnread } = validate(query, ctx.query, 'query');
    const after = cursor === undefined ? undefined : decodeCursor(cursor, z.uuid());
    const { rows, unread } = await listNotifications(orm.em.fork(), ownerId, { limit, after, unread: onlyUnread });
    const items = rows.slice(0, limit).map(presentNotification);
    const last = items.at(-1);
    ctx.body = { items, nextCursor: rows.length > limit && last ? encodeCursor(last.id) : null, unread };
  });

  router.post('/:notificationId/read', async (ctx) => {
    const ownerId = validate(z.uuid(), ctx.params['userId'], 'userId');
    const id = validate(z.uuid(), ctx.params['notificationId'], 'notificationId');
    ctx.body = presentNotification(await markRead(orm.em.fork(), ownerId, id, clock()));
  });

  return router;
}

function presentNotification({ id, taskId, title, message, at, readAt }: Notification) {
  return { id, taskId, title, message, at: at.toISOString(), readAt: readAt?.toISOString() ?? null };
}
