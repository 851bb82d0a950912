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

/** Has the next occurrence made. Throws while that did not succeed. */
export type Complete = (completion: Completion) => Promise<void>;

interface Dependencies {
  sidecar: Sidecar;
  processed: ProcessedStore;
  logger: Logger;
}

const answer = z.object({ successorId: z.uuid().nullable() });

/**
 * The backend's route makes the successor, exactly once, and answers "done" for whatever was done or is no longer wanted.
 * So every refusal means that the backend cannot do it now: also a 400 comes again, until the retries end in the dead
 * letters, for a backend that refuses everything must not cost a single event.
 */
export function completionService({ sidecar, processed, logger }: Dependencies): Complete {
  return async ({ eventId, taskId, completedAt }) => {
    if (await processed.has(eventId)) return;
    const { successorId } = answer.parse(
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
