import { bodyParser } from '@koa/bodyparser';
import type { Middleware } from 'koa';
import { MalformedRequest, PayloadTooLarge, UnsupportedMediaType } from './problem.ts';

/**
 * Parses JSON bodies (`application/json` and any `application/*+json`).
 * @param limit the largest body, as in `100kb`.
 */
export function jsonBody(limit = '256kb'): Middleware {
  const parse = bodyParser({
    enableTypes: ['json'],
    // Merged into the library's list by position: the first stands in for its own first.
    extendTypes: { json: ['application/json', 'application/*+json'] },
    parsedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
    jsonLimit: limit,
    jsonStrict: false,
    onError(error: Error & { status?: number }, ctx) {
      // The parser stopped reading; unread, the rest would block the next request on this connection.
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
