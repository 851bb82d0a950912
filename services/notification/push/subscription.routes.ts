import { Router } from '@koa/router';
import { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { sidecarOnly } from '../../../shared/dapr/sidecar-only.middleware.ts';
import type { Orm } from '../../../shared/database/orm.ts';
import { NotFound, ValidationFailed } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import { ownedSubscription, pushEndpoint } from '../../../shared/notifications/push.schema.ts';
import { isAllowed } from './push.services.ts';
import { listDevices, removeSubscription, storeSubscription } from './subscription.service.ts';

interface Dependencies {
  orm: Orm;
  clock: Clock;
  appApiToken: string;
  /** Undefined where no key is set up: nothing is pushed then. */
  publicKey: string | undefined;
  services: readonly string[];
}

/** The backend invokes these routes on behalf of the user that it has authenticated. */
export function subscriptionRoutes({ orm, clock, appApiToken, publicKey, services }: Dependencies): Router {
  const router = new Router().use(sidecarOnly(appApiToken));
  const userIdOf = (ctx: { params: Record<string, string | undefined> }) =>
    validate(z.uuid(), ctx.params['userId'], 'userId');

  router.get('/push/key', (ctx) => {
    ctx.body = { key: requireKey(publicKey) };
  });

  router.get('/users/:userId/push/subscriptions', async (ctx) => {
    ctx.body = { items: await listDevices(orm.em.fork(), userIdOf(ctx)) };
  });

  router.put('/users/:userId/push/subscriptions', async (ctx) => {
    requireKey(publicKey);
    const subscription = validate(ownedSubscription, ctx.request.body);
    if (!isAllowed(subscription.endpoint, services)) {
      throw new ValidationFailed([
        { path: 'endpoint', message: 'Must be the address of a push service that is allowed here.' },
      ]);
    }
    await storeSubscription(orm.em.fork(), userIdOf(ctx), subscription, clock());
    ctx.status = 204;
  });

  router.delete('/users/:userId/push/subscriptions', async (ctx) => {
    const { endpoint } = validate(pushEndpoint, ctx.request.body);
    await removeSubscription(orm.em.fork(), userIdOf(ctx), endpoint);
    ctx.status = 204;
  });

  return router;
}

function requireKey(publicKey: string | undefined): string {
  if (publicKey === undefined) throw new NotFound('Push is not set up here.');
  return publicKey;
}
