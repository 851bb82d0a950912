import { Router } from '@koa/router';
import type { Clock } from '../../../shared/clock.ts';
import { components } from '../../../shared/events/topics.ts';
import type { Commit } from '../commit.ts';
import { claimBatch, claimDueReminders } from './reminder.service.ts';

/** What the cron binding calls, on every replica at the same moment. Answers `{ claimed }`. */
export function reminderCheckRoutes({ commit, clock }: { commit: Commit; clock: Clock }): Router {
  const router = new Router();
  router.post(`/${components.reminderCheck}`, async (ctx) => {
    let claimed = 0;
    let batch: number;
    do {
      batch = await commit((tx) => claimDueReminders(tx, clock()));
      claimed += batch;
    } while (batch === claimBatch);
    ctx.body = { claimed };
  });
  return router;
}
