import { EtagMismatchError } from '../../../shared/dapr/sidecar.errors.ts';
import type { Sidecar } from '../../../shared/dapr/sidecar.ts';
import { components } from '../../../shared/events/topics.ts';
import { type IfMatch, isMet } from '../../../shared/http/etag.ts';
import { PreconditionFailed, ServiceUnavailable } from '../../../shared/http/problem.ts';
import { defaultPreferences, type Preferences } from '../../../shared/notifications/preferences.schema.ts';

/** We count the versions, so that a writer knows the one it wrote. The state store's own ETag guards each write. */
export interface VersionedPreferences {
  version: number;
  preferences: Preferences;
}

export interface PreferenceService {
  /** Resolves with version 0 and the defaults for a user who never chose. */
  get(userId: string): Promise<VersionedPreferences>;
  /**
   * @param ifMatch the versions that may be replaced; undefined for any
   * @throws PreconditionFailed when the current version is another one
   */
  put(userId: string, preferences: Preferences, ifMatch?: IfMatch): Promise<VersionedPreferences>;
  forget(userId: string): Promise<void>;
}

/** A write is tried this often when others write at the same time. */
const attempts = 5;

export function preferenceService(sidecar: Sidecar): PreferenceService {
  const store = components.stateStore;
  const read = (userId: string) => sidecar.getState<VersionedPreferences>(store, keyOf(userId));

  /** @returns undefined when somebody else wrote between the read and the write */
  async function replace(userId: string, preferences: Preferences, ifMatch: IfMatch | undefined) {
    const stored = await read(userId);
    const version = stored?.value.version ?? 0;
    if (!isMet(ifMatch, version)) throw preferencesChanged();
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

function preferencesChanged(): PreconditionFailed {
  return new PreconditionFailed('The preferences were changed in the meantime. Read them again, then change them.');
}
