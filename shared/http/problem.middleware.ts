import type { Context, Middleware, Next } from 'koa';
import { withoutApiTokens } from '../auth/api-token.ts';
import { InvocationError, SidecarError, SidecarTimeoutError, SidecarUnavailableError } from '../dapr/sidecar.errors.ts';
import type { Logger } from '../logger.ts';
import { InternalServerError, Problem, ServiceUnavailable } from './problem.ts';

/** Turns errors into responses, here and nowhere else. An error that is not a `Problem` becomes a bare 500 or 503 and a log line. */
export function problems(logger: Logger): Middleware {
  return async (ctx: Context, next: Next) => {
    try {
      await next();
    } catch (error) {
      const problem = problemOf(error);
      if (problem !== error) {
        const level = problem.status === 503 ? 'warn' : 'error';
        logger[level]({ err: error, method: ctx.method, path: withoutApiTokens(ctx.path) }, 'A request failed.');
      }
      ctx.set(problem.headers);
      ctx.status = problem.status;
      ctx.body = problem.toJSON();
      ctx.type = 'application/problem+json';
    }
  };
}

/** Returns the problem that a client gets for an error: 503 while the database or a sidecar is away, 500 for any other error. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (!isDependencyAway(error)) return new InternalServerError();
  return new ServiceUnavailable('The server cannot do this right now. Try again shortly.', { cause: error });
}

function isDependencyAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof SidecarUnavailableError || error instanceof SidecarTimeoutError) return true;
  if (error instanceof SidecarError || error instanceof InvocationError) return (error.status ?? 503) >= 500;
  // A host with several addresses fails with one error for each of them.
  if (error instanceof AggregateError && error.errors.some(isDependencyAway)) return true;
  const code = 'code' in error ? String(error.code) : '';
  return networkCodes.has(code) || databaseStates.test(code) || lostConnection.test(error.message);
}

/** The codes of the operating system for a host that cannot be reached or a connection that broke. */
const networkCodes = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/**
 * SQLSTATEs of a server that is not usable for a while: connection exceptions, too little room or too many connections,
 * a statement that took too long, shutting down or starting up, a standby that has yet to become the primary, and a password that is
 * just being changed.
 * https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
const databaseStates = /^(08...|53...|57014|57P0[1235]|25006|28P01)$/;

/** The errors of `pg` and `pg-pool` without a code. MikroORM puts the statement before them. */
const lostConnection =
  /(Connection terminated( unexpectedly| due to connection timeout)?|timeout exceeded when trying to connect|Client (has encountered a connection error and|was closed and) is not queryable)$/;
