import { Router } from '@koa/router';
import type { Clock } from '../../../shared/clock.ts';
import { components } from '../../../shared/events/topics.ts';
import { Histogram, type Registry } from '../../../shared/http/metrics.ts';
import type { UnitOfWork } from '../platform/unit-of-work.ts';
import { claimAllDueReminders } from './reminder.service.ts';

/** A call must end before the next one begins ten seconds later. */
const defaultMaxDurationMs = 8_000;

interface Dependencies {
  unitOfWork: UnitOfWork;
  clock: Clock;
  metrics: Registry;
  maxDurationMs?: number;
}

/** The cron binding calls this on every replica at the same moment. The response is `{ claimed }`. */
export function reminderCheckRoutes({
  unitOfWork,
  clock,
  metrics,
  maxDurationMs = defaultMaxDurationMs,
}: Dependencies): Router {
  const lag = new Histogram({
    name: 'reminder_lag_seconds',
    help: 'How late the oldest reminder of each batch was sent',
    buckets: [1, 5, 10, 15, 30, 60, 300, 3600, 86400],
    registers: [metrics],
  });
  const router = new Router();
  router.post(`/${components.reminderCheck}`, async (ctx) => {
    const onBatch = (lagMs: number) => lag.observe(lagMs / 1000);
    ctx.body = { claimed: await claimAllDueReminders(unitOfWork, clock, { maxDurationMs, onBatch }) };
  });
  return router;
}
