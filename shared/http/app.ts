import type { Router } from '@koa/router';
import { SpanStatusCode } from '@opentelemetry/api';
import Koa, { type Context, type Middleware, type Next } from 'koa';
import type { Registry } from 'prom-client';
import { withoutApiTokens } from '../auth/api-token.ts';
import { isFromSidecar } from '../dapr/sidecar-only.middleware.ts';
import type { ConnectionLimits } from '../limits.ts';
import type { Logger } from '../logger.ts';
import { SpanKind, withSpan } from '../trace.ts';
import { type BodyOptions, parsedBodies } from './body.ts';
import { requestMetrics } from './metrics.ts';
import { problems } from './problem.middleware.ts';
import { MethodNotAllowed, NotFound } from './problem.ts';
import { boundedRequests } from './server/open-requests.ts';
import { refusalCounter } from './server/refusals.ts';
import { trustedProxy } from './server/trusted-proxy.ts';

export interface AppOptions extends BodyOptions {
  logger: Logger;
  metrics: Registry;
  /** The number of reverse proxies that are trusted to name the client's address. */
  trustedProxies?: number;
  /** Trusted proxies send this token as `X-Proxy-Token`. Default: they are trusted without a token. */
  proxyToken?: string | undefined;
  /** The limits of open requests. Default: none. */
  limits?: ConnectionLimits | undefined;
  /** A middleware that runs around every route. */
  around?: Middleware;
  /** The sidecar sends this token. Its requests are not limited. */
  appApiToken?: string;
}

/** Creates a Koa application with what every service has: trace, metrics, log, problems and JSON bodies. Does no I/O. */
export function createApp(options: AppOptions, routers: Router[]): Koa {
  const { logger, metrics, trustedProxies = 0, proxyToken, limits, appApiToken } = options;
  const countRefusal = refusalCounter(metrics);
  const app = new Koa({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
  app.silent = true;
  app.on('error', (error) => logger.error({ err: error }, 'A response failed.'));
  if (proxyToken) app.use(trustedProxy(proxyToken));
  app.use(requestSpan);
  app.use(requestMetrics(metrics));
  app.use(async (ctx, next) => {
    await next();
    logger.debug({ method: ctx.method, path: withoutApiTokens(ctx.path), status: ctx.status }, 'request');
  });
  app.use(problems(logger));
  app.use(async (ctx, next) => {
    ctx.set('X-Content-Type-Options', 'nosniff');
    ctx.set('Cross-Origin-Resource-Policy', 'same-origin');
    ctx.set('Cache-Control', 'no-store');
    await next();
    if (ctx.status === 404 && ctx.body == null) respondUnhandled(ctx);
  });
  if (limits) {
    const isExempt = (ctx: Context) => appApiToken !== undefined && isFromSidecar(ctx, appApiToken);
    app.use(boundedRequests(limits.OPEN_REQUESTS_PER_ADDRESS, countRefusal, isExempt));
  }
  const literal = literalAddresses(routers);
  app.use(async (ctx, next) => {
    const methods = literal.get(withoutSlash(ctx.path));
    if (methods && !methods.has(ctx.method)) respondOtherMethod(ctx, methods);
    else await next();
  });
  app.use(parsedBodies({ onExcess: () => countRefusal('json'), ...options }));
  if (options.around) app.use(options.around);
  for (const router of routers) app.use(router.routes());
  return app;
}

/** Runs a request as a span that is named by its route pattern. Probes come every few seconds and are left out. */
async function requestSpan(ctx: Context, next: Next): Promise<void> {
  if (probes.has(ctx.path)) return next();
  const { method } = ctx;
  const attributes = { 'http.request.method': method, 'url.path': withoutApiTokens(ctx.path) };
  await withSpan(method, { kind: SpanKind.SERVER, parent: ctx.get('traceparent'), attributes }, async (span) => {
    await next();
    const route = ctx['_matchedRoute'];
    if (typeof route === 'string') span.updateName(`${method} ${route}`).setAttribute('http.route', route);
    span.setAttribute('http.response.status_code', ctx.status);
    if (ctx.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  });
}

const probes = new Set(['/healthz', '/readyz', '/metrics']);

/** Maps each address without parameters to its methods: `/tasks/batch` is not also the task with the id "batch". */
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

/** Responds when no route matched: the address does not exist, or has no such method. (A router knows only its own routes.) */
function respondUnhandled(ctx: Context): void {
  const routes: { methods: string[] }[] = ctx['matched'] ?? [];
  respondOtherMethod(ctx, new Set(routes.flatMap(({ methods }) => methods)));
}

function respondOtherMethod(ctx: Context, methods: ReadonlySet<string>): void {
  const allowed = [...methods].join(', ');
  if (!allowed) throw new NotFound();
  if (ctx.method !== 'OPTIONS') throw new MethodNotAllowed(allowed);
  ctx.set('Allow', allowed);
  ctx.status = 204;
}
