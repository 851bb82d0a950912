import type { Middleware } from 'koa';
import { withStatementBounds } from '../../../shared/database/statement.bounds.ts';
import { Counter, type Registry } from '../../../shared/http/metrics.ts';
import { ClientGone } from '../../../shared/http/problem.ts';
import type { CountRefusal } from '../../../shared/http/server/refusals.ts';
import type { Limits } from './limits.ts';

interface Dependencies {
  limits: Limits;
  metrics: Registry;
  countRefusal: CountRefusal;
}

/** The error of `pg-pool` if no connection became free in time. MikroORM puts the statement before it. */
const noConnection = 'timeout exceeded when trying to connect';

/** These routes read or write all of a user's tasks. */
const transfers = new Set(['/api/export', '/api/import']);

/**
 * Limits the time of each statement of a request, by the kind of the request. A request that only reads ends at once when the
 * client is gone. A change is still made, because a page that is closed sends its last change without waiting.
 */
export function boundedStatements({ limits, metrics, countRefusal }: Dependencies): Middleware {
  const cancelled = new Counter({
    name: 'statements_cancelled_total',
    help: 'Statements that were cancelled, by reason',
    labelNames: ['reason'],
    registers: [metrics],
  });
  return async (ctx, next) => {
    const isRead = ctx.method === 'GET' || ctx.method === 'HEAD';
    const limit = transfers.has(ctx.path)
      ? 'TRANSFER_STATEMENT_SECONDS'
      : isRead
        ? 'READ_STATEMENT_SECONDS'
        : 'WRITE_STATEMENT_SECONDS';
    const gone = new AbortController();
    if (isRead) ctx.res.once('close', () => gone.abort());
    try {
      await withStatementBounds(
        {
          timeoutMs: limits[limit] * 1000,
          signal: gone.signal,
          onCancel(reason) {
            cancelled.inc({ reason });
            if (reason === 'timed out') countRefusal(limit);
          },
        },
        next,
      );
    } catch (error) {
      if (error instanceof Error && error.message.endsWith(noConnection)) countRefusal('DATABASE_WAIT_SECONDS');
      throw gone.signal.aborted ? new ClientGone() : error;
    }
  };
}
