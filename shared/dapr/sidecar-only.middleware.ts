import type { Context, Middleware } from 'koa';
import { sameSecret } from '../auth/same-secret.ts';
import { Unauthenticated } from '../http/problem.ts';

/**
 * Lets through only what carries the app API token, which is what Dapr sends with every call to the application
 * (https://docs.dapr.io/operations/security/app-api-token/).
 */
export function sidecarOnly(appApiToken: string): Middleware {
  return async (ctx, next) => {
    if (!isFromSidecar(ctx, appApiToken)) {
      throw new Unauthenticated('Only the sidecar of this service may call this address.');
    }
    await next();
  };
}

export function isFromSidecar(ctx: Context, appApiToken: string): boolean {
  const given = ctx.get('dapr-api-token');
  return given !== '' && sameSecret(given, appApiToken);
}
