import { createHash, timingSafeEqual } from 'node:crypto';
import type { Middleware } from 'koa';
import { Unauthenticated } from '../http/problem.ts';

/**
 * Admits only requests with the app API token, which Dapr sends with every call to the application
 * (https://docs.dapr.io/operations/security/app-api-token/).
 */
export function sidecarOnly(appApiToken: string): Middleware {
  const expected = digest(appApiToken);
  return async (ctx, next) => {
    if (!timingSafeEqual(digest(ctx.get('dapr-api-token')), expected)) {
      throw new Unauthenticated('Only the sidecar of this service may call this address.');
    }
    await next();
  };
}

function digest(value: string): Buffer {
  return createHash('sha256').update(value).digest();
}
