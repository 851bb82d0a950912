import { NotFound } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import { pushEndpoint, pushKey, pushSubscription } from '../../../shared/notifications/push.schema.ts';
import type { Authenticate, AuthenticateSession } from '../accounts/sign-in/authenticate.ts';
import type { Route } from '../platform/openapi/route.ts';
import { type NotificationClient, notificationsUnavailable } from './notification.client.ts';

interface Dependencies {
  authenticate: Authenticate;
  authenticateSession: AuthenticateSession;
  /** Calls the notification service, which owns the subscriptions. */
  callNotification: NotificationClient;
}

const endpoint = 'https://updates.push.services.mozilla.com/wpush/v2/gAAAAABm';
const subscription = {
  endpoint,
  expirationTime: null,
  keys: {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  },
};
const notSetUp = new NotFound('Push is not set up here.');

/** Web Push (RFC 8030): a browser subscribes at its push service, and tells us the address. */
export function pushRoutes({ authenticate, authenticateSession, callNotification }: Dependencies): Route[] {
  return [
    {
      method: 'get',
      path: '/api/push/key',
      operationId: 'getPushKey',
      summary: 'Get the key for push subscriptions',
      tag: 'notifications',
      responses: {
        200: { description: 'The public key.', schema: pushKey, example: { key: subscription.keys.p256dh } },
      },
      problems: [notSetUp, notificationsUnavailable()],
      async handler(ctx) {
        await authenticate(ctx);
        ctx.body = await callNotification({ method: 'GET', path: 'push/key' });
      },
    },
    {
      method: 'put',
      path: '/api/push/subscriptions',
      operationId: 'putPushSubscription',
      summary: 'Send reminders to this browser',
      description:
        'The browser gets them until it is removed here, ends the subscription itself, or its session is signed out.',
      tag: 'notifications',
      sessionOnly: true,
      body: { schema: pushSubscription, examples: { firefox: subscription } },
      responses: { 204: { description: 'The browser is subscribed.' } },
      problems: [notSetUp, notificationsUnavailable()],
      async handler(ctx) {
        const { id, session } = await authenticateSession(ctx);
        const given = validate(pushSubscription, ctx.request.body);
        const body = { ...given, sessionId: session.id };
        await callNotification({ method: 'PUT', path: `users/${id}/push/subscriptions`, body });
        ctx.status = 204;
      },
    },
    {
      method: 'delete',
      path: '/api/push/subscriptions',
      operationId: 'deletePushSubscription',
      summary: 'Send no more reminders to this browser',
      tag: 'notifications',
      sessionOnly: true,
      body: { schema: pushEndpoint, examples: { firefox: { endpoint } } },
      responses: { 204: { description: 'The browser is not subscribed.' } },
      problems: [notificationsUnavailable()],
      async handler(ctx) {
        const { id } = await authenticateSession(ctx);
        const body = validate(pushEndpoint, ctx.request.body);
        await callNotification({ method: 'DELETE', path: `users/${id}/push/subscriptions`, body });
        ctx.status = 204;
      },
    },
  ];
}
