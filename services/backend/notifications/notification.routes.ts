import { Router } from '@koa/router';
import { z } from 'zod';
import { InvocationError } from '../../../shared/dapr/sidecar.errors.ts';
import type { Invocation, Sidecar } from '../../../shared/dapr/sidecar.ts';
import { appIds } from '../../../shared/events/topics.ts';
import { Forwarded, ServiceUnavailable } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Authenticate } from '../auth/authenticate.ts';

type Call = Omit<Invocation, 'appId'>;

/** Asks the notification service by service invocation; its problems become ours. */
export function notificationClient(sidecar: Sidecar) {
  return async (call: Call): Promise<unknown> => {
    try {
      return await sidecar.invoke({ appId: appIds.notification, ...call });
    } catch (error) {
      if (error instanceof InvocationError && !error.code?.startsWith('ERR_') && error.status < 500) {
        throw new Forwarded(error.status, error.body);
      }
      throw new ServiceUnavailable('Notifications cannot be reached right now. Try again shortly.', { cause: error });
    }
  };
}

interface Dependencies {
  authenticate: Authenticate;
  ask: (call: Call) => Promise<unknown>;
}

/** Notifications and preferences belong to the notification service; here they get their owner. */
export function notificationRoutes({ authenticate, ask }: Dependencies): Router {
  const router = new Router({ prefix: '/api' });

  router.get('/notifications', async (ctx) => {
    const { id } = await authenticate(ctx);
    ctx.body = await ask({ method: 'GET', path: `users/${id}/notifications?${new URLSearchParams(ctx.querystring)}` });
  });

  router.post('/notifications/:id/read', async (ctx) => {
    const { id } = await authenticate(ctx);
    const notificationId = validate(z.uuid(), ctx.params['id'], 'id');
    ctx.body = await ask({ method: 'POST', path: `users/${id}/notifications/${notificationId}/read` });
  });

  router.get('/preferences', async (ctx) => {
    const { id } = await authenticate(ctx);
    answerWithEtag(ctx, await ask({ method: 'GET', path: `users/${id}/preferences` }));
  });

  router.put('/preferences', async (ctx) => {
    const { id } = await authenticate(ctx);
    const ifMatch = ctx.get('if-match');
    answerWithEtag(
      ctx,
      await ask({
        method: 'PUT',
        path: `users/${id}/preferences`,
        body: validate(z.looseObject({}), ctx.request.body),
        headers: ifMatch ? { 'if-match': ifMatch } : {},
      }),
    );
  });

  return router;
}

const tagged = z.object({ etag: z.string(), preferences: z.unknown() });

/** Service invocation by the SDK hands over bodies only, so the notification service puts its ETag into the body. */
function answerWithEtag(ctx: { set(name: string, value: string): void; body: unknown }, answer: unknown): void {
  const { etag, preferences } = tagged.parse(answer);
  ctx.set('ETag', etag);
  ctx.body = preferences;
}
