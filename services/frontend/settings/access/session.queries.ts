import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/api.client.ts';

export interface ListedSession {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  userAgent: string | null;
  current: boolean;
}

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await call<{ items: ListedSession[] }>('GET', 'auth/sessions', { signal })).items,
});

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call<void>('DELETE', `auth/sessions/${id}`),
    // If somebody else ended it first, the list shows that.
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}
