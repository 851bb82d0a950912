import { Router } from '@koa/router';
import { z } from 'zod';
import { InvocationError } from '../../../shared/dapr/sidecar.errors.ts';
import type { Invocation, Sidecar } from '../../../shared/dapr/sidecar.ts';
import { appIds } from '../../../shared/events/topics.ts';
import { ifMatchOf } from '../../../shared/http/etag.ts';
import { problem } from '../../../shared/http/problem.schema.ts';
import { Forwarded, ServiceUnavailable } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import { notificationQuery } from '../../../shared/notifications/notification.schema.ts';
import { preferences } from '../../../shared/notifications/preferences.schema.ts';
import type { Authenticate } from '../accounts/authenticate.ts';
import type { Idempotent } from '../platform/idempotency/idempotent.ts';

type Call = Omit<Invocation, 'appId'>;

/** What the person can do something about. */
const forwarded: readonly number[] = [400, 404, 412];

/** Asks the notification service by service invocation; its problems become ours. */
export function notificationClient(sidecar: Sidecar) {
  return async (call: Call): Promise<unknown> => {
    try {
      return await sidecar.invoke({ appId: appIds.notification, ...call });
    } catch (error) {
      if (
        error instanceof InvocationError &&
        forwarded.includes(error.status) &&
        problem.safeParse(error.body).success
      ) {
        throw new Forwarded(error.status, error.body);
      }
      throw new ServiceUnavailable('Notifications cannot be reached right now. Try again shortly.', { cause: error });
    }
  };
}

interface Dependencies {
  authenticate: Authenticate;
  idempotent: Idempotent;
  ask: (call: Call) => Promise<unknown>;
}

/** Notifications and preferences belong to the notification service; here they get their owner. */
export function notificationRoutes({ authenticate, idempotent, ask }: Dependencies): Router {
  const router = new Router({ prefix: '/api' });

  router.get('/notifications', async (ctx) => {
    const { id } = await authenticate(ctx);
    validate(notificationQuery, ctx.query, 'query');
    ctx.body = await ask({ method: 'GET', path: `users/${id}/notifications?${new URLSearchParams(ctx.querystring)}` });
  });

  router.post('/notifications/:id/read', async (ctx) => {
    const { id } = await authenticate(ctx);
    const notificationId = validate(z.uuid(), ctx.params['id'], 'id');
    const path = `users/${id}/notifications/${notificationId}/read`;
    // The effect is the other service's; reading again what is read changes nothing, so a crash in between does no harm.
    await idempotent(ctx, { id }, async () => ({ body: await ask({ method: 'POST', path }) }));
  });

  router.get('/preferences', async (ctx) => {
    const { id } = await authenticate(ctx);
    answerWithEtag(ctx, await ask({ method: 'GET', path: `users/${id}/preferences` }));
  });

  router.put('/preferences', async (ctx) => {
    const { id } = await authenticate(ctx);
    const ifMatch = ctx.headers['if-match'];
    ifMatchOf(ifMatch); // refuses what is none
    answerWithEtag(
      ctx,
      await ask({
        method: 'PUT',
        path: `users/${id}/preferences`,
        body: validate(preferences, ctx.request.body),
        headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
      }),
    );
  });

  return router;
}

const tagged = z.object({ etag: z.string(), preferences });

/** Service invocation by the SDK hands over bodies only, so the notification service puts its ETag into the body. */
function answerWithEtag(ctx: { set(name: string, value: string): void; body: unknown }, answer: unknown): void {
  const { etag, preferences: body } = tagged.parse(answer);
  ctx.set('ETag', etag);
  ctx.body = body;
}
