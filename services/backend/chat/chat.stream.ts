import { PassThrough } from 'node:stream';
import type { Context } from 'koa';
import { InternalServerError, Problem } from '../../../shared/http/problem.ts';

/** Whether the client would rather have the reply as it is being made. */
export function wantsStream(ctx: Context): boolean {
  return ctx.accepts('application/json', 'text/event-stream') === 'text/event-stream';
}

export interface AnswerStream {
  say(part: string): void;
  end(answer: unknown): void;
  fail(error: unknown): void;
}

/**
 * Server-sent events (HTML Living Standard, 9.2): `part` with `{ text }` for each piece of the reply, and then once `answer`
 * with what is otherwise the body, or `problem` with what a refusal would be.
 */
export function openStream(ctx: Context): AnswerStream {
  const stream = new PassThrough();
  const send = (event: string, data: unknown) => {
    if (!stream.destroyed) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  ctx.status = 200;
  ctx.body = stream;
  ctx.type = 'text/event-stream';
  // nginx would otherwise hold it back until it is complete.
  ctx.set('X-Accel-Buffering', 'no');
  return {
    say: (text) => send('part', { text }),
    end(answer) {
      send('answer', answer);
      stream.end();
    },
    fail(error) {
      if (!(error instanceof Problem)) ctx.app.emit('error', error, ctx);
      send('problem', (error instanceof Problem ? error : new InternalServerError()).toJSON());
      stream.end();
    },
  };
}

/** Aborted when the connection ends before the answer does. */
export function goneSignal(ctx: Context): AbortSignal {
  const gone = new AbortController();
  ctx.res.once('close', () => {
    if (!ctx.res.writableFinished) gone.abort();
  });
  return gone.signal;
}
