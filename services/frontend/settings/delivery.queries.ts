import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem, send } from '../api/api.client.ts';

export interface Preferences {
  email: boolean;
  /** By the clock on the user's wall, such as 22:00; may cross midnight. */
  quietHours: { from: string; to: string } | null;
}

interface Versioned {
  preferences: Preferences;
  /** What the next change names, so that it overwrites nothing unseen. */
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

/** Whether they were changed elsewhere meanwhile: nothing was stored, and what is stored there is shown. */
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
    // One after another: each needs the ETag that the one before it got.
    scope: { id: 'preferences' },
    onSuccess: (stored) => client.setQueryData(preferencesQuery.queryKey, stored),
    onError: (error) => {
      if (wasOvertaken(error)) client.invalidateQueries({ queryKey: preferencesQuery.queryKey });
    },
  });
}
