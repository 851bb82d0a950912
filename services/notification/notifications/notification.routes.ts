import { Router } from '@koa/router';
import { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { sidecarOnly } from '../../../shared/dapr/sidecar-only.middleware.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import type { Notification } from '../../../shared/entities/index.ts';
import { decodeCursor, encodeCursor } from '../../../shared/http/cursor.ts';
import { validate } from '../../../shared/http/validate.ts';
import {
  type NotificationPage,
  type NotificationResponse,
  notificationQuery,
} from '../../../shared/notifications/notification.schema.ts';
import { listNotifications, markRead } from './notification.service.ts';

interface Dependencies {
  orm: Orm;
  clock: Clock;
  appApiToken: string;
}

/** The backend invokes these routes on behalf of the user that it has authenticated. */
export function notificationRoutes({ orm, clock, appApiToken }: Dependencies): Router {
  const router = new Router({ prefix: '/users/:userId/notifications' });
  router.use(sidecarOnly(appApiToken));

  router.get('/', async (ctx) => {
    const ownerId = validate(z.uuid(), ctx.params['userId'], 'userId');
    const { limit, cursor, unread: onlyUnread } = validate(notificationQuery, ctx.query, 'query');
    const after = cursor === undefined ? undefined : decodeCursor(cursor, z.uuid());
    const { rows, unread } = await listNotifications(orm.em.fork(), ownerId, { limit, after, unread: onlyUnread });
    const items = rows.slice(0, limit).map(presentNotification);
    const last = items.at(-1);
    const nextCursor = rows.length > limit && last ? encodeCursor(last.id) : null;
    ctx.body = { items, nextCursor, unread } satisfies NotificationPage;
  });

  router.post('/:notificationId/read', async (ctx) => {
    const ownerId = validate(z.uuid(), ctx.params['userId'], 'userId');
    const id = validate(z.uuid(), ctx.params['notificationId'], 'notificationId');
    ctx.body = presentNotification(await markRead(orm.em.fork(), ownerId, id, clock()));
  });

  return router;
}

function presentNotification(notification: Notification): NotificationResponse {
  const { id, taskId, title, message, at, readAt, emailedAt, pushedAt } = notification;
  const channels = [...(emailedAt ? ['email' as const] : []), ...(pushedAt ? ['push' as const] : [])];
  return { id, taskId, title, message, at: at.toISOString(), readAt: readAt?.toISOString() ?? null, channels };
}
