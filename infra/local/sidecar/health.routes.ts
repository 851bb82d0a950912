import { Router } from '@koa/router';

/** https://docs.dapr.io/reference/api/health_api/ and metadata_api, as far as the SDK asks. */
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
