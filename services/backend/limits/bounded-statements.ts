import type { Middleware } from 'koa';
import { withStatementBounds } from '../../../shared/database/statement.bounds.ts';
import { Counter, type Registry } from '../../../shared/http/metrics.ts';
import { ClientGone, type TooManyRequests } from '../../../shared/http/problem.ts';
import type { CountRefusal } from '../../../shared/http/server/refusals.ts';
import { atOnce, tooManyAtOnce } from './at-once.ts';
import type { Limits } from './limits.ts';

interface Dependencies {
  /** The routes whose statements read or write all of a user's tasks: `GET /api/export`. */
  transfers: ReadonlySet<string>;
  limits: Limits;
  metrics: Registry;
  countRefusal: CountRefusal;
}

/** The error of `pg-pool` if no connection became free in time. MikroORM puts the statement before it. */
const noConnection = 'timeout exceeded when trying to connect';

/**
 * Limits the time of each statement of a request, by the kind of the request, and the connections of one user at once. A request
 * that only reads ends at once when the client is gone. A change is still made, because a page that is closed sends its last
 * change without waiting.
 */
export function boundedStatements({ limits, metrics, countRefusal, transfers }: Dependencies): Middleware {
  const takeTurn = atOnce(
    { running: limits.CONNECTIONS_PER_PERSON, waiting: limits.REQUESTS_WAITING_PER_PERSON },
    tooManyAtOnce,
    () => countRefusal('REQUESTS_WAITING_PER_PERSON'),
  );
  const cancelled = new Counter({
    name: 'statements_cancelled_total',
    help: 'Statements that were cancelled, by reason',
    labelNames: ['reason'],
    registers: [metrics],
  });
  return async (ctx, next) => {
    const isRead = ctx.method === 'GET' || ctx.method === 'HEAD';
    const limit = transfers.has(`${ctx.method} ${ctx.path}`)
      ? 'TRANSFER_STATEMENT_SECONDS'
      : isRead
        ? 'READ_STATEMENT_SECONDS'
        : 'WRITE_STATEMENT_SECONDS';
    const gone = new AbortController();
    // MikroORM hides the errors of the pool in its own.
    let refusal: TooManyRequests | undefined;
    if (isRead) ctx.res.once('close', () => ctx.res.writableFinished || gone.abort());
    try {
      await withStatementBounds(
        {
          timeoutMs: limits[limit] * 1000,
          signal: gone.signal,
          takeTurn: (...turn) =>
            takeTurn(...turn).catch((error) => {
              refusal = error === tooManyAtOnce ? error : undefined;
              throw error;
            }),
          onCancel(reason) {
            cancelled.inc({ reason });
            if (reason === 'timed out') countRefusal(limit);
          },
        },
        next,
      );
    } catch (error) {
      if (error instanceof Error && error.message.endsWith(noConnection)) countRefusal('DATABASE_WAIT_SECONDS');
      throw gone.signal.aborted ? new ClientGone() : (refusal ?? error);
    }
  };
}
