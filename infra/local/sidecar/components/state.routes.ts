import { Router } from '@koa/router';
import { z } from 'zod';
import { DaprError, jsonBody } from '../api.ts';
import { type StateStore, saveRequest } from './state.store.ts';

const bulkRequest = z.object({ keys: z.array(z.string()) });

/** Serves Dapr's state API: https://docs.dapr.io/reference/api/state_api/. `stores` are those in the app's scope. */
export function stateRoutes(stores: Map<string, StateStore>): Router {
  const router = new Router({ prefix: '/v1.0/state' });

  const storeOf = (name: string | undefined) => {
    const store = stores.get(name ?? '');
    if (!store) throw new DaprError(400, 'ERR_STATE_STORE_NOT_FOUND', `state store ${name} is not found`);
    return store;
  };
  const keyOf = (key = '') => {
    if (key.includes('||')) throw new DaprError(400, 'ERR_MALFORMED_REQUEST', `input key can't contain '||'`);
    return key;
  };

  router.post('/:store/bulk', async (ctx) => {
    const { keys } = bulkRequest.parse(await jsonBody(ctx));
    const found = await storeOf(ctx.params.store).read(keys.map(keyOf));
    ctx.body = keys.map((key) => {
      const state = found.get(key);
      return state ? { key, data: state.value, etag: state.etag } : { key };
    });
  });

  router.post('/:store', async (ctx) => {
    const store = storeOf(ctx.params.store);
    const items = saveRequest.safeParse(await jsonBody(ctx));
    if (!items.success) throw new DaprError(400, 'ERR_MALFORMED_REQUEST', z.prettifyError(items.error));
    for (const item of items.data) {
      keyOf(item.key);
      const result = await store.save(item);
      const failed = `failed saving state in state store ${ctx.params.store}`;
      if (result === 'mismatch') throw new DaprError(409, 'ERR_STATE_SAVE', `${failed}: possible etag mismatch`);
      if (result === 'absent') throw new DaprError(500, 'ERR_STATE_SAVE', `${failed}: no item was updated`);
    }
    ctx.status = 204;
  });

  router.get('/:store/:key', async (ctx) => {
    const key = keyOf(ctx.params.key);
    const state = (await storeOf(ctx.params.store).read([key])).get(key);
    ctx.status = 204;
    if (!state) return;
    ctx.set('etag', state.etag);
    ctx.type = 'json';
    ctx.body = JSON.stringify(state.value);
    ctx.status = 200;
  });

  router.delete('/:store/:key', async (ctx) => {
    const key = keyOf(ctx.params.key);
    const done = await storeOf(ctx.params.store).delete(key, ctx.get('if-match') || undefined);
    if (!done)
      throw new DaprError(409, 'ERR_STATE_DELETE', `failed deleting state with key ${key}: possible etag mismatch`);
    ctx.status = 204;
  });

  return router;
}
