import type { Sidecar } from '../../shared/dapr/sidecar.ts';
import { components } from '../../shared/events/topics.ts';
import type { Logger } from '../../shared/logger.ts';

/** Events are redelivered for less time than this. A later redelivery would only cost one call of the backend. */
const keepSeconds = 7 * 24 * 3600;

/**
 * Remembers which events were processed, which saves calls of the backend. Correctness does not depend on it: while the state
 * store fails, every event counts as new, and the backend recognises what it has done.
 */
export interface ProcessedStore {
  has(eventId: string): Promise<boolean>;
  add(eventId: string): Promise<void>;
}

export function processedStore(sidecar: Sidecar, logger: Logger): ProcessedStore {
  const attempt = async <T>(operation: string, call: Promise<T>, fallback: T): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      logger.warn({ reason: String(error) }, `The state store does not ${operation}; events may be processed again.`);
      return fallback;
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
