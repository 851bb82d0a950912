import { Router } from '@koa/router';
import { z } from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { instant } from '../../../shared/events/task.schema.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Commit } from '../commit.ts';
import { createSuccessor } from './successor.service.ts';

const completion = z.strictObject({ completedAt: instant.transform((at) => new Date(at)) });

/** What the recurring service invokes; answers `{ successorId }`, null where there was nothing (more) to do. */
export function successorRoutes({ commit, clock }: { commit: Commit; clock: Clock }): Router {
  const router = new Router();
  router.post('/internal/tasks/:id/successor', async (ctx) => {
    const id = validate(z.uuid(), ctx.params['id'], 'id');
    const { completedAt } = validate(completion, ctx.request.body);
    const context = { actor: 'recurring' as const, now: clock(), phase5: true };
    ctx.body = { successorId: (await commit((tx) => createSuccessor(tx, context, id, completedAt))) ?? null };
  });
  return router;
}
