import type { Context, Middleware, Next } from 'koa';
import type { Logger } from '../logger.ts';
import { InternalServerError, Problem } from './problem.ts';

/** The one place where an error becomes an answer. What is not a `Problem` is a bare 500 and a log line. */
export function problems(logger: Logger): Middleware {
  return async (ctx: Context, next: Next) => {
    try {
      await next();
    } catch (error) {
      const problem = error instanceof Problem ? error : new InternalServerError();
      if (problem !== error) logger.error({ err: error, method: ctx.method, path: ctx.path }, 'A request failed.');
      ctx.set(problem.headers);
      ctx.status = problem.status;
      ctx.body = problem.toJSON();
      ctx.type = 'application/problem+json';
    }
  };
}
