import type { Router } from '@koa/router';
import Koa, { type Context } from 'koa';
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
    if (ctx.status === 404 && ctx.body == null) answerUnhandled(ctx);
  });
  app.use(jsonBody(options.bodyLimit));
  for (const router of routers) app.use(router.routes());
  return app;
}

/** No route took it: the address is none, or the method is not one of its own. (A router looks at its own routes only.) */
function answerUnhandled(ctx: Context): void {
  const routes: { methods: string[] }[] = ctx['matched'] ?? [];
  const allowed = [...new Set(routes.flatMap(({ methods }) => methods))].join(', ');
  if (!allowed) throw new NotFound();
  if (ctx.method !== 'OPTIONS') throw new MethodNotAllowed(allowed);
  ctx.set('Allow', allowed);
  ctx.status = 204;
}
