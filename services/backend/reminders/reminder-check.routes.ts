import { Router } from '@koa/router';
import type { Clock } from '../../../shared/clock.ts';
import { components } from '../../../shared/events/topics.ts';
import { Histogram, type Registry } from '../../../shared/http/metrics.ts';
import type { UnitOfWork } from '../platform/unit-of-work.ts';
import { claimBatch, claimDueReminders, type Position } from './reminder.service.ts';

/** How long one call goes on; what is left then is the next call's, ten seconds after this one. */
const longestMs = 8_000;

interface Dependencies {
  unitOfWork: UnitOfWork;
  clock: Clock;
  metrics: Registry;
  longestMs?: number;
}

/** What the cron binding calls, on every replica at the same moment. Answers `{ claimed }`. */
export function reminderCheckRoutes({
  unitOfWork,
  clock,
  metrics,
  longestMs: limit = longestMs,
}: Dependencies): Router {
  const lag = new Histogram({
    name: 'reminder_lag_seconds',
    help: 'How late the oldest reminder of each batch was sent',
    buckets: [1, 5, 10, 15, 30, 60, 300, 3600, 86400],
    registers: [metrics],
  });
  const router = new Router();
  router.post(`/${components.reminderCheck}`, async (ctx) => {
    const began = performance.now();
    let claimed = 0;
    let batch: { count: number; oldestMs?: number; last?: Position } = { count: 0 };
    do {
      const now = clock();
      batch = await unitOfWork.transactional((tx) => claimDueReminders(tx, now, batch.last));
      if (batch.oldestMs !== undefined) lag.observe((now.getTime() - batch.oldestMs) / 1000);
      claimed += batch.count;
    } while (batch.count === claimBatch && performance.now() - began < limit);
    ctx.body = { claimed };
  });
  return router;
}
