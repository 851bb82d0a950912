import { bodyParser } from '@koa/bodyparser';
import type { Context, Middleware } from 'koa';
import { MalformedRequest, PayloadTooLarge, UnsupportedMediaType } from './problem.ts';

export interface BodyOptions {
  /** The largest body, as in `100kb`. */
  bodyLimit?: string;
  /** Maps the paths to which larger bodies may be posted to their limit. */
  largeBodies?: Readonly<Record<string, string>>;
  /** Is called before a large body is read, and throws to refuse it. */
  admitLargeBody?: (ctx: Context) => Promise<unknown>;
}

/** Every address takes bodies up to this size from anyone. */
const smallBody = 64 * 1024;

/** Parses JSON bodies, each up to the limit of its address. */
export function jsonBodies({ bodyLimit, largeBodies = {}, admitLargeBody }: BodyOptions): Middleware {
  const ordinary = jsonBody(bodyLimit);
  const large = new Map(Object.entries(largeBodies).map(([path, limit]) => [path, jsonBody(limit)]));
  return async (ctx, next) => {
    const parse = ctx.method === 'POST' ? large.get(ctx.path) : undefined;
    if (!parse) return ordinary(ctx, next);
    const isSmall = ctx.request.length !== undefined && ctx.request.length <= smallBody;
    if (!isSmall) await admitLargeBody?.(ctx);
    return parse(ctx, next);
  };
}

/** The limit of an address that is not one of `largeBodies`. */
export const usualBody = '256kb';

/** Parses JSON bodies (`application/json` and any `application/*+json`). */
function jsonBody(limit = usualBody): Middleware {
  const parse = bodyParser({
    enableTypes: ['json'],
    // The library merges this list into its own by position, so the first entry repeats its own first.
    extendTypes: { json: ['application/json', 'application/*+json'] },
    parsedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
    jsonLimit: limit,
    jsonStrict: false,
    onError(error: Error & { status?: number }, ctx) {
      // The parser stopped reading. The unread rest would block the next request on this connection.
      ctx.req.resume();
      if (error.status === 413) throw new PayloadTooLarge(`The body may not be larger than ${limit}.`);
      throw new MalformedRequest('The body is not valid JSON.');
    },
  });
  return async (ctx, next) => {
    const hasBody = ctx.request.length !== undefined ? ctx.request.length > 0 : ctx.get('transfer-encoding') !== '';
    if (!hasBody) {
      ctx.request.body = {};
      return next();
    }
    if (!ctx.is('json', '+json')) throw new UnsupportedMediaType('Send the body as application/json.');
    await parse(ctx, next);
  };
}
