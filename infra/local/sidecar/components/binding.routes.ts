import { Router } from '@koa/router';
import { z } from 'zod';
import { DaprError, jsonBody } from '../api.ts';
import type { OutputBinding } from './smtp.binding.ts';

const bindingRequest = z.object({
  operation: z.string(),
  data: z.unknown(),
  metadata: z.record(z.string(), z.string()).default({}),
});

/** Serves Dapr's output binding API: https://docs.dapr.io/reference/api/bindings_api/. `bindings` are those in the app's scope. */
export function bindingRoutes(bindings: Map<string, OutputBinding>): Router {
  const router = new Router();
  router.all('/v1.0/bindings/:name', async (ctx) => {
    if (ctx.method !== 'POST' && ctx.method !== 'PUT') return;
    const name = ctx.params.name ?? '';
    const request = bindingRequest.safeParse(await jsonBody(ctx));
    if (!request.success) throw new DaprError(400, 'ERR_MALFORMED_REQUEST', z.prettifyError(request.error));
    const binding = bindings.get(name);
    if (!binding) throw new DaprError(500, 'ERR_INVOKE_OUTPUT_BINDING', `couldn't find output binding ${name}`);
    await binding.invoke(request.data.operation, request.data.data, request.data.metadata);
    ctx.status = 204;
  });
  return router;
}
