import { Router } from '@koa/router';

/** Serves the parts of https://docs.dapr.io/reference/api/health_api/ and metadata_api that the SDK calls. */
export function healthRoutes(appId: string): Router {
  const router = new Router({ prefix: '/v1.0' });
  const healthy = (ctx: { status: number }) => {
    ctx.status = 204;
  };
  router.get('/healthz', healthy);
  router.get('/healthz/outbound', healthy);
  router.get('/metadata', (ctx) => {
    ctx.body = { id: appId, runtimeVersion: 'local', extended: {} };
  });
  return router;
}
