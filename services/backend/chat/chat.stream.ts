import { PassThrough } from 'node:stream';
import type { Context } from 'koa';
import { problemOf } from '../../../shared/http/problem.middleware.ts';

/** Whether the client prefers server-sent events to JSON. */
export function wantsStream(ctx: Context): boolean {
  return ctx.accepts('application/json', 'text/event-stream') === 'text/event-stream';
}

export interface ReplyStream {
  say(part: string): void;
  end(response: unknown): void;
  fail(error: unknown): void;
}

/**
 * Server-sent events (HTML Living Standard, 9.2): `part` with `{ text }` for each piece of the reply, then either `answer`
 * with the JSON response, or `problem` with the problem.
 */
export function openStream(ctx: Context): ReplyStream {
  const stream = new PassThrough();
  const send = (event: string, data: unknown) => {
    if (!stream.destroyed) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  ctx.status = 200;
  ctx.body = stream;
  ctx.type = 'text/event-stream';
  // Without this header nginx buffers the whole response.
  ctx.set('X-Accel-Buffering', 'no');
  return {
    say: (text) => send('part', { text }),
    end(response) {
      send('answer', response);
      stream.end();
    },
    fail(error) {
      const problem = problemOf(error);
      if (problem !== error) ctx.app.emit('error', error, ctx);
      send('problem', problem.toJSON());
      stream.end();
    },
  };
}

/** Aborted when the connection closes before the response is complete. */
export function disconnectSignal(ctx: Context): AbortSignal {
  const disconnected = new AbortController();
  ctx.res.once('close', () => {
    if (!ctx.res.writableFinished) disconnected.abort();
  });
  return disconnected.signal;
}
