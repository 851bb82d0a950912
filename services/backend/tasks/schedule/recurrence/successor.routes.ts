import { Router } from '@koa/router';
import { z } from 'zod';
import type { Clock } from '../../../../../shared/clock.ts';
import { instant } from '../../../../../shared/events/task.schema.ts';
import { validate } from '../../../../../shared/http/validate.ts';
import type { UnitOfWork } from '../../../platform/unit-of-work.ts';
import { createSuccessor } from './successor.service.ts';

const completion = z.strictObject({ taskId: z.uuid(), completedAt: instant.transform((at) => new Date(at)) });

/**
 * The recurring service invokes this route. The response is `{ successorId }`, which is null when there was nothing to do. All tasks
 * share one address, because a sidecar has a circuit breaker for each address.
 */
export function successorRoutes({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }): Router {
  const router = new Router();
  router.post('/internal/successors', async (ctx) => {
    const { taskId, completedAt } = validate(completion, ctx.request.body);
    const context = { actor: 'recurring' as const, now: clock(), eventsEnabled: true };
    ctx.body = {
      successorId: (await unitOfWork.transactional((tx) => createSuccessor(tx, context, taskId, completedAt))) ?? null,
    };
  });
  return router;
}
