import { Router } from '@koa/router';
import { DaprError } from '../api.ts';
import type { SecretStore } from './secret.store.ts';

/** Serves Dapr's secrets API: https://docs.dapr.io/reference/api/secrets_api/. `stores` are those in the app's scope. */
export function secretRoutes(stores: Map<string, SecretStore>): Router {
  const router = new Router({ prefix: '/v1.0/secrets' });
  router.get('/:store/:name', (ctx) => {
    const { store: storeName = '', name = '' } = ctx.params;
    const store = stores.get(storeName);
    if (!store)
      throw new DaprError(401, 'ERR_SECRET_STORE_NOT_FOUND', `failed finding secret store with key ${storeName}`);
    const secret = store.read(name);
    if (secret === 'forbidden') {
      throw new DaprError(403, 'ERR_PERMISSION_DENIED', `access denied by policy to get "${name}" from "${storeName}"`);
    }
    if (!secret) throw new DaprError(500, 'ERR_SECRET_GET', `failed getting secret with key ${name} from ${storeName}`);
    ctx.body = secret;
  });
  return router;
}
