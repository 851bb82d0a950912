import { bodyParser } from '@koa/bodyparser';
import type { Context, Middleware } from 'koa';
import { jsonExcess } from './json-limits.ts';
import { MalformedRequest, PayloadTooLarge, UnsupportedMediaType } from './problem.ts';

export interface BodyOptions {
  /** The largest body, as in `100kb`. */
  bodyLimit?: string;
  /** Maps the paths to which larger bodies may be posted to what they take. */
  largeBodies?: Readonly<Record<string, LargeBody>>;
  /** Is called for each JSON body that is refused because it is too deep, or has too many fields. */
  onExcess?: () => void;
  /** Is called before a large body is read, and throws to refuse it. */
  admitLargeBody?: (ctx: Context) => Promise<unknown>;
}

export interface LargeBody {
  limit: string;
  /** Media types that are taken beside JSON, as text. */
  textTypes: readonly string[];
}

/** Every address takes bodies up to this size from anyone. */
const smallBody = 64 * 1024;

/** Parses bodies, each up to the limit of its address. */
export function parsedBodies({ bodyLimit, largeBodies = {}, onExcess, admitLargeBody }: BodyOptions): Middleware {
  const ordinary = parserOf(bodyLimit, [], onExcess);
  const large = new Map(
    Object.entries(largeBodies).map(([path, { limit, textTypes }]) => [path, parserOf(limit, textTypes, onExcess)]),
  );
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

/** Parses JSON bodies (`application/json` and any `application/*+json`), and reads those of the text types. */
function parserOf(
  limit = usualBody,
  textTypes: readonly string[] = [],
  onExcess: () => void = () => undefined,
): Middleware {
  const parse = bodyParser({
    enableTypes: textTypes.length ? ['json', 'text'] : ['json'],
    // The library merges these lists into its own by position, so the first entry repeats its own first.
    extendTypes: { json: ['application/json', 'application/*+json'], text: [...textTypes] },
    parsedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
    jsonLimit: limit,
    textLimit: limit,
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
    if (!ctx.is('json', '+json', ...textTypes)) {
      throw new UnsupportedMediaType(`Send the body as ${['application/json', ...textTypes].join(' or ')}.`);
    }
    await parse(ctx, () => {
      const excess = jsonExcess(ctx.request.body);
      if (!excess) return next();
      onExcess();
      throw new MalformedRequest(excess);
    });
  };
}
