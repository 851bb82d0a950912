import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem, send } from '../api/api.client.ts';

export interface Preferences {
  email: boolean;
  /** Times of day in the user's time zone, such as 22:00. They may cross midnight. */
  quietHours: { from: string; to: string } | null;
}

interface Versioned {
  preferences: Preferences;
  /** Sent with the next change, so that it does not overwrite a change that the person has not seen. */
  etag: string | null;
}

const read = async (response: Response): Promise<Versioned> => ({
  preferences: await response.json(),
  etag: response.headers.get('etag'),
});

export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: async ({ signal }) => read(await send('GET', 'preferences', { signal })),
});

/** Tells whether the preferences were changed elsewhere in the meantime. Then nothing was stored, and the page shows those. */
export function wasOvertaken(error: Error | null): boolean {
  return error instanceof ApiProblem && error.status === 412;
}

export function useChangePreferences() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (preferences: Preferences) => {
      const etag = client.getQueryData(preferencesQuery.queryKey)?.etag;
      return read(
        await send('PUT', 'preferences', { body: preferences, ...(etag ? { headers: { 'if-match': etag } } : {}) }),
      );
    },
    // Changes are sent one after another, because each needs the ETag that the one before returned.
    scope: { id: 'preferences' },
    onSuccess: (stored) => client.setQueryData(preferencesQuery.queryKey, stored),
    onError: (error) => {
      if (wasOvertaken(error)) client.invalidateQueries({ queryKey: preferencesQuery.queryKey });
    },
  });
}
