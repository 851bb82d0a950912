import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Router } from '@koa/router';
import Koa, { type Context } from 'koa';
import { sameSecret } from '../../../shared/auth/same-secret.ts';
import type { Logger } from '../../../shared/logger.ts';
import { StartError } from '../start-error.ts';

/** An error that is returned in the form of Dapr's errors: https://docs.dapr.io/reference/api/error_codes/ */
export class DaprError extends Error {
  override name = 'DaprError';
  readonly status: number;
  readonly errorCode: string;

  constructor(status: number, errorCode: string, message: string) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
  }
}

/** The largest request body in bytes, the same as the default of daprd's --max-body-size. */
const MAX_BODY = 4 * 1024 * 1024;

export interface ApiOptions {
  appId: string;
  port: number;
  apiToken: string | undefined;
  routers: Router[];
  logger: Logger;
}

/** Serves the sidecar API of one app on 127.0.0.1. */
export async function serveApi({
  appId,
  port,
  apiToken,
  routers,
  logger,
}: ApiOptions): Promise<{ close(): Promise<void> }> {
  const koa = new Koa();
  koa.silent = true;
  koa.use(async (ctx, next) => {
    try {
      await next();
      if (ctx.status === 404 && ctx.body == null) {
        throw new DaprError(404, 'ERR_NOT_FOUND', `the local sidecar does not serve ${ctx.method} ${ctx.path}`);
      }
    } catch (error) {
      const known = error instanceof DaprError;
      if (!known) logger.error({ err: error, app: appId, path: ctx.path }, 'A call of the sidecar API failed.');
      ctx.status = known ? error.status : 500;
      ctx.body = { errorCode: known ? error.errorCode : 'ERR_INTERNAL', message: (error as Error).message };
    }
  });
  koa.use(async (ctx, next) => {
    const open = ctx.path.startsWith('/v1.0/healthz');
    if (!open && apiToken !== undefined && !sameSecret(ctx.get('dapr-api-token'), apiToken)) {
      throw new DaprError(401, 'ERR_UNAUTHORIZED', 'the dapr-api-token header is missing or wrong');
    }
    await next();
  });
  for (const router of routers) koa.use(router.routes());

  // A publish waits for its deliveries, so connections may be idle for long.
  const server = createServer({ keepAliveTimeout: 65_000 }, koa.callback());
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new StartError(`Port ${port}, for the sidecar of ${appId}, is in use. Stop what uses it, then start again.`);
  });
  return {
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

export async function rawBody(ctx: Context): Promise<Buffer> {
  if (Number(ctx.get('content-length')) > MAX_BODY) throw tooLarge();
  const body = await buffer(ctx.req);
  if (body.length > MAX_BODY) throw tooLarge();
  return body;
}

export async function jsonBody(ctx: Context): Promise<unknown> {
  const body = await rawBody(ctx);
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw new DaprError(400, 'ERR_MALFORMED_REQUEST', `the body is not JSON: ${(error as Error).message}`);
  }
}

function tooLarge(): DaprError {
  return new DaprError(413, 'ERR_BODY_TOO_LARGE', `the body is larger than ${MAX_BODY} bytes, daprd's limit as well`);
}
