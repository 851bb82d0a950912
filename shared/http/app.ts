import type { Router } from '@koa/router';
import { SpanStatusCode } from '@opentelemetry/api';
import Koa, { type Context, type Next } from 'koa';
import type { Registry } from 'prom-client';
import type { Logger } from '../logger.ts';
import { SpanKind, withSpan } from '../trace.ts';
import { type BodyOptions, jsonBodies } from './body.ts';
import { requestMetrics } from './metrics.ts';
import { problems } from './problem.middleware.ts';
import { MethodNotAllowed, NotFound } from './problem.ts';

export interface AppOptions extends BodyOptions {
  logger: Logger;
  metrics: Registry;
  /** How many reverse proxies in front may be believed about the client's address. */
  trustedProxies?: number;
}

/** A Koa application with what every service has: trace, metrics, log, problems and JSON bodies. No I/O. */
export function createApp(options: AppOptions, routers: Router[]): Koa {
  const { logger, metrics, trustedProxies = 0 } = options;
  const app = new Koa({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
  app.silent = true;
  app.on('error', (error) => logger.error({ err: error }, 'A response failed.'));
  app.use(requestSpan);
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
  const literal = literalAddresses(routers);
  app.use(async (ctx, next) => {
    const methods = literal.get(withoutSlash(ctx.path));
    if (methods && !methods.has(ctx.method)) answerOtherMethod(ctx, methods);
    else await next();
  });
  app.use(jsonBodies(options));
  for (const router of routers) app.use(router.routes());
  return app;
}

/** By route pattern, as the metrics. Probes come every few seconds, and tell nothing. */
async function requestSpan(ctx: Context, next: Next): Promise<void> {
  if (probes.has(ctx.path)) return next();
  const { method, path } = ctx;
  const attributes = { 'http.request.method': method, 'url.path': path };
  await withSpan(method, { kind: SpanKind.SERVER, parent: ctx.get('traceparent'), attributes }, async (span) => {
    await next();
    const route = ctx['_matchedRoute'];
    if (typeof route === 'string') span.updateName(`${method} ${route}`).setAttribute('http.route', route);
    span.setAttribute('http.response.status_code', ctx.status);
    if (ctx.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  });
}

const probes = new Set(['/healthz', '/readyz', '/metrics']);

/** `/tasks/batch` is an address of its own, and not also the task with the id "batch": its methods, by address. */
function literalAddresses(routers: Router[]): Map<string, Set<string>> {
  const addresses = new Map<string, Set<string>>();
  for (const { path, methods } of routers.flatMap(({ stack }) => stack)) {
    if (typeof path !== 'string' || path.includes(':') || methods.length === 0) continue;
    const address = withoutSlash(path);
    addresses.set(address, new Set([...(addresses.get(address) ?? []), ...methods]));
  }
  return addresses;
}

function withoutSlash(path: string): string {
  return path.replace(/(?<=.)\/$/, '');
}

/** No route took it: the address is none, or the method is not one of its own. (A router looks at its own routes only.) */
function answerUnhandled(ctx: Context): void {
  const routes: { methods: string[] }[] = ctx['matched'] ?? [];
  answerOtherMethod(ctx, new Set(routes.flatMap(({ methods }) => methods)));
}

function answerOtherMethod(ctx: Context, methods: ReadonlySet<string>): void {
  const allowed = [...methods].join(', ');
  if (!allowed) throw new NotFound();
  if (ctx.method !== 'OPTIONS') throw new MethodNotAllowed(allowed);
  ctx.set('Allow', allowed);
  ctx.status = 204;
}
