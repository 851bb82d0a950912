import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/api.client.ts';

export interface ApiToken {
  id: string;
  name: string;
  scope: 'read' | 'write' | 'feed';
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
}

export interface CreatedToken extends ApiToken {
  /** Is never shown again. */
  secret: string;
}

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: async ({ signal }) => (await call<{ items: ApiToken[] }>('GET', 'tokens', { signal })).items,
});

export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    // A repeated request would make a second token.
    retry: false,
    // The secret does not stay in the cache.
    gcTime: 0,
    mutationFn: (token: Pick<ApiToken, 'name' | 'scope' | 'expiresAt'>) =>
      call<CreatedToken>('POST', 'tokens', { body: token }),
    onSettled: () => client.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
}

export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call<void>('DELETE', `tokens/${id}`),
    onSettled: () => client.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
}
