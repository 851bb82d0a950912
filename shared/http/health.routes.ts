import { Router } from '@koa/router';
import type { Registry } from 'prom-client';
import type { Logger } from '../logger.ts';

/** Maps the name of a dependency to a check that rejects, or resolves with false, while it is not usable. */
export type ReadinessChecks = Record<string, () => Promise<boolean>>;

/** `/healthz`: the process is alive. `/readyz`: it can do its work now. `/metrics`: Prometheus. */
export function healthRoutes(checks: ReadinessChecks, metrics: Registry, logger: Logger): Router {
  const router = new Router();
  router.get('/healthz', (ctx) => {
    ctx.body = { status: 'ok' };
  });
  router.get('/readyz', async (ctx) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => {
        try {
          return [name, (await check()) ? 'ok' : 'not ready'] as const;
        } catch (error) {
          logger.warn({ dependency: name, reason: String(error) }, 'A dependency is not ready.');
          return [name, 'unavailable'] as const;
        }
      }),
    );
    ctx.status = results.every(([, result]) => result === 'ok') ? 200 : 503;
    ctx.body = { status: ctx.status === 200 ? 'ready' : 'not ready', checks: Object.fromEntries(results) };
  });
  router.get('/metrics', async (ctx) => {
    ctx.type = metrics.contentType;
    ctx.body = await metrics.metrics();
  });
  return router;
}
