import type { Router } from '@koa/router';
import Koa from 'koa';
import type { Registry } from 'prom-client';
import type { Logger } from '../logger.ts';
import { withTrace } from '../trace.ts';
import { jsonBody } from './body.ts';
import { requestMetrics } from './metrics.ts';
import { problems } from './problem.middleware.ts';
import { MethodNotAllowed, NotFound } from './problem.ts';

export interface AppOptions {
  logger: Logger;
  metrics: Registry;
  /** How many reverse proxies in front may be believed about the client's address. */
  trustedProxies?: number;
  bodyLimit?: string;
}

/** A Koa application with what every service has: trace, metrics, log, problems and JSON bodies. No I/O. */
export function createApp(options: AppOptions, routers: Router[]): Koa {
  const { logger, metrics, trustedProxies = 0 } = options;
  const app = new Koa({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
  app.silent = true;
  app.on('error', (error) => logger.error({ err: error }, 'A response failed.'));
  app.use((ctx, next) => withTrace(ctx.get('traceparent'), next));
  app.use(requestMetrics(metrics));
  app.use(async (ctx, next) => {
    await next();
    logger.debug({ method: ctx.method, path: ctx.path, status: ctx.status }, 'request');
  });
  app.use(problems(logger));
  app.use(async (ctx, next) => {
    ctx.set('X-Content-Type-Options', 'nosniff');
    ctx.set('Cache-Control', 'no-store');
    await next();
    if (ctx.status === 404 && ctx.body == null) throw new NotFound();
    if (ctx.status === 405) throw new MethodNotAllowed(ctx.response.get('Allow'));
    if (ctx.status === 501) throw new MethodNotAllowed('GET, POST, PUT, PATCH or DELETE');
  });
  app.use(jsonBody(options.bodyLimit));
  for (const router of routers) app.use(router.routes());
  for (const router of routers) app.use(router.allowedMethods());
  return app;
}
