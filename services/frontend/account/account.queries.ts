import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiProblem, call } from '../api/api.client.ts';

export interface User {
  id: string;
  /** Null for an account of an external issuer that told none. */
  email: string | null;
  /** IANA, such as Europe/Berlin. */
  timeZone: string;
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  /** Nobody is an answer, too. */
  queryFn: async ({ signal }): Promise<User | null> => {
    try {
      return await call<User>('GET', 'auth/me', { signal });
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

const configQuery = queryOptions({
  queryKey: ['config'],
  queryFn: ({ signal }) => call<{ phase5: boolean }>('GET', 'config', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const useMe = () => useQuery(meQuery);
export const useConfig = () => useQuery(configQuery);

export interface Credentials {
  email: string;
  password: string;
}

/** Signs in, or up with the browser's time zone. */
export function useSignIn(how: 'login' | 'register') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) =>
      call<{ user: User }>('POST', `auth/${how}`, {
        body: how === 'login' ? credentials : { ...credentials, timeZone: browserZone() },
      }),
    onSuccess: ({ user }) => client.setQueryData(meQuery.queryKey, user),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call<void>('POST', 'auth/logout'),
    onSuccess: () => forget(client),
  });
}

/** Nothing of the account stays in the page. */
export function forget(client: QueryClient): void {
  client.clear();
  client.setQueryData(meQuery.queryKey, null);
}

function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
