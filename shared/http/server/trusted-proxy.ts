import type { Middleware } from 'koa';
import { sameSecret } from '../../auth/same-secret.ts';

/**
 * Believes `X-Forwarded-For` only of a proxy that sends this token as `X-Proxy-Token`, for networks in which others than the
 * proxy can reach the service.
 */
export function trustedProxy(token: string): Middleware {
  return async (ctx, next) => {
    if (!sameSecret(ctx.get('x-proxy-token'), token)) delete ctx.req.headers['x-forwarded-for'];
    await next();
  };
}
