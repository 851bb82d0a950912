import { EtagMismatchError } from '../../../shared/dapr/sidecar.errors.ts';
import type { Sidecar } from '../../../shared/dapr/sidecar.ts';
import { components } from '../../../shared/events/topics.ts';
import { type IfMatch, isMet } from '../../../shared/http/etag.ts';
import { PreconditionFailed, ServiceUnavailable } from '../../../shared/http/problem.ts';
import { defaultPreferences, type Preferences } from '../../../shared/notifications/preferences.schema.ts';

/** Counted by us, so that a writer knows the version it made; the state store's own ETag guards each write. */
export interface VersionedPreferences {
  version: number;
  preferences: Preferences;
}

export interface PreferenceService {
  /** Version 0 and the defaults for a user who never chose. */
  get(userId: string): Promise<VersionedPreferences>;
  /**
   * @param ifMatch the versions that may be replaced; undefined for whichever there is.
   * @throws PreconditionFailed when there is another.
   */
  put(userId: string, preferences: Preferences, ifMatch?: IfMatch): Promise<VersionedPreferences>;
  forget(userId: string): Promise<void>;
}

/** How often a writer without a condition starts over when another one was faster. */
const attempts = 5;

export function preferenceService(sidecar: Sidecar): PreferenceService {
  const store = components.stateStore;
  const read = (userId: string) => sidecar.getState<VersionedPreferences>(store, keyOf(userId));

  /** Answers undefined when somebody else wrote between reading and writing. */
  async function replace(userId: string, preferences: Preferences, ifMatch: IfMatch | undefined) {
    const stored = await read(userId);
    const version = stored?.value.version ?? 0;
    if (!isMet(ifMatch, version)) throw changedMeanwhile();
    const next = { version: version + 1, preferences };
    try {
      await sidecar.saveState(store, keyOf(userId), next, stored ? { etag: stored.etag } : { onlyIfAbsent: true });
      return next;
    } catch (error) {
      if (error instanceof EtagMismatchError) return undefined;
      throw error;
    }
  }

  return {
    get: async (userId) => (await read(userId))?.value ?? { version: 0, preferences: defaultPreferences },

    async put(userId, preferences, ifMatch) {
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const written = await replace(userId, preferences, ifMatch);
        if (written) return written;
      }
      throw new ServiceUnavailable(
        'The preferences are being changed from too many places at once. Try again shortly.',
      );
    },

    forget: (userId) => sidecar.deleteState(store, keyOf(userId)),
  };
}

function keyOf(userId: string): string {
  return `preferences-${userId}`;
}

function changedMeanwhile(): PreconditionFailed {
  return new PreconditionFailed('The preferences were changed in the meantime. Read them again, then change them.');
}
