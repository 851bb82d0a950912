import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiProblem, call } from '../api/api.client.ts';

export interface User {
  id: string;
  /** Null for an account of an external issuer that told none. */
  email: string | null;
  /** IANA, such as Europe/Berlin. */
  timeZone: string;
  /** BCP 47, such as de-DE: the order of dates, 12 or 24 hours, and the first day of the week. */
  locale: string;
  /** Of an external issuer, which keeps the password. */
  external?: true;
}

/** How long a response that was made before the account changed may be on its way. */
const recentMs = 60_000;

/** That nobody is signed in is a result, too. */
async function whoAmI(signal: AbortSignal): Promise<User | null> {
  try {
    return await call<User>('GET', 'auth/me', { signal });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal, client }): Promise<User | null> => {
    const user = await whoAmI(signal);
    // A new password ends this session too, and brings the next one: only a response after that counts.
    return user || !(await changeEnds(client)) ? user : whoAmI(signal);
  },
  staleTime: 5 * 60_000,
});

export interface Config {
  phase5: boolean;
  /** An external issuer with which one can sign in. */
  oidc?: { name: string };
}

const configQuery = queryOptions({
  queryKey: ['config'],
  queryFn: ({ signal }) => call<Config>('GET', 'config', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const useMe = () => useQuery(meQuery);
export const useConfig = () => useQuery(configQuery);

export interface Credentials {
  email: string;
  password: string;
}

/** Signs in, or up with the browser's time zone and locale. */
export function useSignIn(how: 'login' | 'register') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) =>
      call<{ user: User }>('POST', `auth/${how}`, {
        body: how === 'login' ? credentials : { ...credentials, timeZone: browserZone(), locale: navigator.language },
      }),
    onSuccess: ({ user }) => become(client, user),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call<void>('POST', 'auth/logout'),
    onSuccess: () => forget(client),
  });
}

export interface AccountChanges {
  timeZone?: string;
  locale?: string;
  password?: string;
  currentPassword?: string;
}

const accountChange = ['account', 'change'] as const;

/** A new password ends all other sessions; this one goes on. */
export function useChangeAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: accountChange,
    mutationFn: (changes: AccountChanges) => call<User>('PATCH', 'auth/me', { body: changes }),
    // The response may also bring a token, which the page does not use.
    onSuccess: ({ id, email, timeZone, locale, external }) =>
      client.setQueryData(
        meQuery.queryKey,
        (): User => ({ id, email, timeZone, locale, ...(external ? { external } : {}) }),
      ),
  });
}

/** Waits for a change of the account that is under way. @returns whether there was one, or one has just ended */
async function changeEnds(client: QueryClient): Promise<boolean> {
  const mutations = client.getMutationCache();
  const latest = mutations.findAll({ mutationKey: accountChange }).at(-1);
  if (!latest) return false;
  if (latest.state.status === 'pending') {
    await new Promise<void>((resolve) => {
      const stop = mutations.subscribe(() => {
        if (latest.state.status === 'pending') return;
        stop();
        resolve();
      });
    });
  }
  return Date.now() - latest.state.submittedAt < recentMs;
}

/** Deletes the account for good: nothing is left behind. */
export function useDeleteAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (password: string | undefined) => call<void>('DELETE', 'auth/me', { body: { password } }),
    onSuccess: () => forget(client),
  });
}

/** Nothing of the account stays in the page. */
export function forget(client: QueryClient): void {
  become(client, null);
}

/** From here on it is that user's page: what was another's is gone. */
function become(client: QueryClient, user: User | null): void {
  // Not `client.clear()`: whoever is looking would go on looking at what was cleared.
  client.setQueryData(meQuery.queryKey, () => user);
  const ofNobody = [meQuery.queryKey[0], configQuery.queryKey[0]];
  client.removeQueries({ predicate: ({ queryKey }) => !ofNobody.includes(queryKey[0] as string) });
}

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
