import type { Context } from 'koa';
import { z } from 'zod';
import { ifMatchOf } from '../../../shared/http/etag.ts';
import { NotFound, PreconditionFailed } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import {
  notification,
  notificationPage,
  notificationQuery,
} from '../../../shared/notifications/notification.schema.ts';
import { preferences } from '../../../shared/notifications/preferences.schema.ts';
import type { Authenticate } from '../accounts/sign-in/authenticate.ts';
import type { Idempotent } from '../platform/idempotency/idempotent.ts';
import type { Route } from '../platform/openapi/route.ts';
import { type NotificationClient, notificationsUnavailable } from './notification.client.ts';

interface Dependencies {
  authenticate: Authenticate;
  idempotent: Idempotent;
  /** Calls the notification service, which owns notifications and preferences. */
  callNotification: NotificationClient;
}

const rent = {
  id: '0198c6aa-9a3b-7c51-b0a4-7f60f2f5b8d2',
  taskId: '0198c6a5-30a4-7b0e-8f3e-51c1b1f0a2aa',
  title: 'Pay rent',
  message: '"Pay rent" is due on Sunday, 31 January 2027 at 09:00.',
  at: '2027-01-31T07:30:00.000Z',
  readAt: null,
  channels: ['push' as const],
};
const quietNights = { email: true, quietHours: { from: '22:00', to: '07:00' } };
const preferencesResponse = {
  description: 'The preferences.',
  headers: ['ETag'] as const,
  schema: preferences,
  example: quietNights,
};

export function notificationRoutes({ authenticate, idempotent, callNotification }: Dependencies): Route[] {
  return [
    {
      method: 'get',
      path: '/api/notifications',
      operationId: 'listNotifications',
      summary: 'List notifications',
      tag: 'notifications',
      query: notificationQuery,
      responses: {
        200: {
          description: 'Newest first.',
          schema: notificationPage,
          example: { items: [rent], nextCursor: null, unread: 1 },
        },
      },
      problems: [notificationsUnavailable()],
      async handler(ctx) {
        const { id } = await authenticate(ctx);
        validate(notificationQuery, ctx.query, 'query');
        const query = new URLSearchParams(ctx.querystring);
        ctx.body = await callNotification({ method: 'GET', path: `users/${id}/notifications?${query}` });
      },
    },
    {
      method: 'post',
      path: '/api/notifications/:id/read',
      operationId: 'markNotificationRead',
      summary: 'Mark a notification as read',
      tag: 'notifications',
      headers: ['Idempotency-Key'],
      responses: {
        200: {
          description: 'The notification.',
          schema: notification,
          example: { ...rent, readAt: '2027-01-31T07:31:00.000Z' },
        },
      },
      problems: [new NotFound('There is no such notification.'), notificationsUnavailable()],
      async handler(ctx) {
        const { id } = await authenticate(ctx);
        const notificationId = validate(z.uuid(), ctx.params['id'], 'id');
        const path = `users/${id}/notifications/${notificationId}/read`;
        // The notification service commits by itself. A crash before the response is stored does no harm, because marking twice changes nothing.
        await idempotent(ctx, { id }, async () => ({ body: await callNotification({ method: 'POST', path }) }));
      },
    },
    {
      method: 'get',
      path: '/api/preferences',
      operationId: 'getPreferences',
      summary: 'Get the delivery preferences',
      tag: 'notifications',
      responses: { 200: preferencesResponse },
      problems: [notificationsUnavailable()],
      async handler(ctx) {
        const { id } = await authenticate(ctx);
        respondWithEtag(ctx, await callNotification({ method: 'GET', path: `users/${id}/preferences` }));
      },
    },
    {
      method: 'put',
      path: '/api/preferences',
      operationId: 'putPreferences',
      summary: 'Choose how reminders are delivered',
      description:
        'Every reminder is logged. E-mail is sent only if it is switched on. Nothing is sent by e-mail or push in quiet hours.',
      tag: 'notifications',
      headers: ['If-Match'],
      body: { schema: preferences, examples: { night: quietNights, never: { email: false, quietHours: null } } },
      responses: { 200: preferencesResponse },
      problems: [new PreconditionFailed('The preferences were changed in the meantime.'), notificationsUnavailable()],
      async handler(ctx) {
        const { id } = await authenticate(ctx);
        const ifMatch = ctx.headers['if-match'];
        ifMatchOf(ifMatch); // throws for a malformed header
        const changed = await callNotification({
          method: 'PUT',
          path: `users/${id}/preferences`,
          body: validate(preferences, ctx.request.body),
          headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
        });
        respondWithEtag(ctx, changed);
      },
    },
  ];
}

const taggedPreferences = z.object({ etag: z.string(), preferences });

/** Service invocation by the SDK returns bodies only, so the notification service puts its ETag into the body. */
function respondWithEtag(ctx: Context, response: unknown): void {
  const { etag, preferences: body } = taggedPreferences.parse(response);
  ctx.set('ETag', etag);
  ctx.body = body;
}
