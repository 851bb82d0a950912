import { z } from 'zod';
import type { Sidecar } from '../../shared/dapr/sidecar.ts';
import { appIds } from '../../shared/events/topics.ts';
import type { Logger } from '../../shared/logger.ts';
import type { ProcessedStore } from './processed.store.ts';

export interface Completion {
  eventId: string;
  taskId: string;
  completedAt: string;
}

/** Creates the next occurrence of a completed task. Throws when that did not succeed. */
export type Complete = (completion: Completion) => Promise<void>;

interface Dependencies {
  sidecar: Sidecar;
  processed: ProcessedStore;
  logger: Logger;
}

const successorResponse = z.object({ successorId: z.uuid().nullable() });

/**
 * The route of the backend creates the successor exactly once, and succeeds also when it exists already or is not wanted any
 * more. So every failure, a 400 too, means that the backend cannot do it now. The event is then delivered again, and ends in the
 * dead letters at last: a backend that refuses everything loses no event.
 */
export function completionService({ sidecar, processed, logger }: Dependencies): Complete {
  return async ({ eventId, taskId, completedAt }) => {
    if (await processed.has(eventId)) return;
    const { successorId } = successorResponse.parse(
      await sidecar.invoke({
        appId: appIds.backend,
        method: 'POST',
        path: 'internal/successors',
        body: { taskId, completedAt },
      }),
    );
    if (successorId) logger.info({ taskId, successorId }, 'A completed task has its next occurrence.');
    await processed.add(eventId);
  };
}
