import type { Context, Middleware, Next } from 'koa';
import type { Logger } from '../logger.ts';
import { Problem } from './problem.ts';

/** The one place where an error becomes an answer. What is not a `Problem` is a bare 500 and a log line. */
export function problems(logger: Logger): Middleware {
  return async (ctx: Context, next: Next) => {
    try {
      await next();
    } catch (error) {
      const body = error instanceof Problem ? error.toJSON() : internalError;
      if (!(error instanceof Problem))
        logger.error({ err: error, method: ctx.method, path: ctx.path }, 'A request failed.');
      else ctx.set(error.headers);
      ctx.status = body['status'] as number;
      ctx.body = body;
      ctx.type = 'application/problem+json';
    }
  };
}

const internalError: Record<string, unknown> = {
  type: 'about:blank',
  title: 'Internal server error',
  status: 500,
  code: 'internal_error',
  detail: 'The server failed. Try again, and tell its operator the time if it stays so.',
};
