import { bodyParser } from '@koa/bodyparser';
import type { Context, Middleware } from 'koa';
import { defaultConnectionLimits, type JsonLimits } from '../limits.ts';
import { jsonExcess } from './json-limits.ts';
import { ClientGone, MalformedRequest, PayloadTooLarge, UnsupportedMediaType } from './problem.ts';

export interface BodyOptions {
  /** The largest body, as in `100kb`. */
  bodyLimit?: string;
  /** Maps the paths to which larger bodies may be posted to what they take. */
  largeBodies?: Readonly<Record<string, LargeBody>>;
  limits?: JsonLimits | undefined;
  /** Is called for each JSON body that is refused because it is too deep, or has too many fields. */
  onExcess?: () => void;
  /** Is called before a large body is read, with the bytes that it may have, and throws to refuse it. */
  admitLargeBody?: (ctx: Context, bytes: number) => Promise<unknown>;
}

export interface LargeBody {
  limit: string;
  /** Media types that are taken beside JSON, as text. */
  textTypes: readonly string[];
  /** The route reads the body itself, which is given to it as a Buffer. */
  asBytes?: boolean | undefined;
}

/** Every address takes bodies up to this size from anyone. */
const smallBody = 64 * 1024;

/** Parses bodies, each up to the limit of its address. */
export function parsedBodies(options: BodyOptions): Middleware {
  const { bodyLimit = usualBody, largeBodies = {}, admitLargeBody } = options;
  const ordinary = parserOf(bodyLimit, [], options);
  const large = new Map(
    Object.entries(largeBodies).map(([path, { limit, textTypes, asBytes }]) => {
      const parse = asBytes ? readerOf(limit, textTypes) : parserOf(limit, textTypes, options);
      return [path, { parse, most: bytesOf(limit) }];
    }),
  );
  return async (ctx, next) => {
    const body = ctx.method === 'POST' ? large.get(ctx.path) : undefined;
    if (!body) return ordinary(ctx, next);
    // A few bytes may be unpacked to many.
    const bytes = ctx.get('content-encoding') ? body.most : Math.min(ctx.request.length ?? body.most, body.most);
    if (bytes > smallBody) await admitLargeBody?.(ctx, bytes);
    return body.parse(ctx, next);
  };
}

const bytesOf = (megabytes: string) => Number.parseInt(megabytes, 10) * 2 ** 20;

/** The limit of an address that is not one of `largeBodies`. */
export const usualBody = '256kb';

/** Parses JSON bodies (`application/json` and any `application/*+json`), and reads those of the text types. */
function parserOf(
  limit: string,
  textTypes: readonly string[],
  { limits = defaultConnectionLimits, onExcess }: BodyOptions,
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
    if (!hasBody(ctx, textTypes)) return next();
    await parse(ctx, () => {
      const excess = jsonExcess(ctx.request.body, limits);
      if (!excess) return next();
      onExcess?.();
      throw new MalformedRequest(excess);
    });
  };
}

/** Reads bodies without parsing them: what is parsed takes several times as much memory. */
function readerOf(limit: string, textTypes: readonly string[]): Middleware {
  return async (ctx, next) => {
    if (!hasBody(ctx, textTypes)) return next();
    if (ctx.get('content-encoding')) throw new UnsupportedMediaType('Send the body without a Content-Encoding.');
    ctx.request.body = await readBytes(ctx, limit);
    return next();
  };
}

async function readBytes({ req, request }: Context, limit: string): Promise<Buffer> {
  const most = bytesOf(limit);
  let length = 0;
  // Room for the whole body, so that it is not copied.
  let bytes = Buffer.allocUnsafeSlow(Math.min(request.length ?? 2 ** 16, most));
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      if (length + chunk.length > most) throw new PayloadTooLarge(`The body may not be larger than ${limit}.`);
      if (length + chunk.length > bytes.length) bytes = Buffer.concat([bytes.subarray(0, length)], bytes.length * 2);
      chunk.copy(bytes, length);
      length += chunk.length;
    }
  } catch (error) {
    // The unread rest would block the next request on this connection.
    req.resume();
    throw error instanceof PayloadTooLarge ? error : new ClientGone();
  }
  return bytes.subarray(0, length);
}

/** Tells whether there is a body, and gives those that have none an empty one. @throws UnsupportedMediaType */
function hasBody(ctx: Context, textTypes: readonly string[]): boolean {
  if (ctx.request.length !== undefined ? ctx.request.length === 0 : ctx.get('transfer-encoding') === '') {
    ctx.request.body = {};
    return false;
  }
  if (ctx.is('json', '+json', ...textTypes)) return true;
  throw new UnsupportedMediaType(`Send the body as ${['application/json', ...textTypes].join(' or ')}.`);
}
