import type { Middleware } from 'koa';
import { sameSecret } from '../../auth/same-secret.ts';

/**
 * Trusts `X-Forwarded-For` only from a proxy that sends this token as `X-Proxy-Token`, for networks in which others can reach the
 * service too.
 */
export function trustedProxy(token: string): Middleware {
  return async (ctx, next) => {
    if (!sameSecret(ctx.get('x-proxy-token'), token)) delete ctx.req.headers['x-forwarded-for'];
    await next();
  };
}
