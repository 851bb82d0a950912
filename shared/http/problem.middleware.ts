import type { Context, Middleware, Next } from 'koa';
import type { Logger } from '../logger.ts';
import { problemOf } from './problem.of.ts';

/** Turns errors into responses, here and nowhere else. An error that is not a `Problem` becomes a bare 500 or 503 and a log line. */
export function problems(logger: Logger): Middleware {
  return async (ctx: Context, next: Next) => {
    try {
      await next();
    } catch (error) {
      const problem = problemOf(error);
      if (problem !== error) {
        const level = problem.status === 503 ? 'warn' : 'error';
        logger[level]({ err: error, method: ctx.method, path: ctx.path }, 'A request failed.');
      }
      ctx.set(problem.headers);
      ctx.status = problem.status;
      ctx.body = problem.toJSON();
      ctx.type = 'application/problem+json';
    }
  };
}
