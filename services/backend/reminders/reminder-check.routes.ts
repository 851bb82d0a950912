import { Router } from '@koa/router';
import { components } from '../../../shared/events/topics.ts';
import type { ReminderCheck } from './reminder-check.ts';

/**
 * The cron binding calls this on every replica at the same moment. It covers what a replica's timer does not know of, such as the
 * reminders of a replica that crashed. The response is `{ claimed }`.
 */
export function reminderCheckRoutes({ run }: ReminderCheck): Router {
  const router = new Router();
  router.post(`/${components.reminderCheck}`, async (ctx) => {
    ctx.body = { claimed: await run() };
  });
  return router;
}
