import { Router } from '@koa/router';
import type { Clock } from '../../../shared/clock.ts';
import { components } from '../../../shared/events/topics.ts';
import type { Commit } from '../commit.ts';
import { claimBatch, claimDueReminders, type Position } from './reminder.service.ts';

/** How long one call goes on; what is left then is the next call's, ten seconds after this one. */
const longestMs = 8_000;

interface Dependencies {
  commit: Commit;
  clock: Clock;
  longestMs?: number;
}

/** What the cron binding calls, on every replica at the same moment. Answers `{ claimed }`. */
export function reminderCheckRoutes({ commit, clock, longestMs: limit = longestMs }: Dependencies): Router {
  const router = new Router();
  router.post(`/${components.reminderCheck}`, async (ctx) => {
    const began = performance.now();
    let claimed = 0;
    let batch: { count: number; last?: Position } = { count: 0 };
    do {
      batch = await commit((tx) => claimDueReminders(tx, clock(), batch.last));
      claimed += batch.count;
    } while (batch.count === claimBatch && performance.now() - began < limit);
    ctx.body = { claimed };
  });
  return router;
}
