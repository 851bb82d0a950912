import type { Sidecar } from '../../shared/dapr/sidecar.ts';
import { components } from '../../shared/events/topics.ts';
import type { Logger } from '../../shared/logger.ts';

/** Longer than an event is redelivered; a later one costs one needless call. */
const keepSeconds = 7 * 24 * 3600;

/**
 * Remembers which events were processed, to save asking the backend again. Nothing depends on it: while the state store
 * fails, an event counts as new, and the backend says that it was done.
 */
export interface ProcessedStore {
  has(eventId: string): Promise<boolean>;
  add(eventId: string): Promise<void>;
}

export function processedStore(sidecar: Sidecar, logger: Logger): ProcessedStore {
  const attempt = async <T>(what: string, call: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      logger.warn({ reason: String(error) }, `The state store does not ${what}; events may be processed again.`);
      return otherwise;
    }
  };
  return {
    has: async (eventId) =>
      (await attempt('read', sidecar.getState(components.stateStore, keyOf(eventId)), undefined)) !== undefined,
    add: (eventId) =>
      attempt(
        'write',
        sidecar.saveState(components.stateStore, keyOf(eventId), true, { ttlSeconds: keepSeconds }),
        undefined,
      ),
  };
}

function keyOf(eventId: string): string {
  return `completion-${eventId}`;
}
