import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiProblem, call, Unreachable } from '../api/api.client.ts';
import { setUnchecked, uncheckedUserId } from '../offline/account-check.ts';

export interface User {
  id: string;
  /** Null for an account of an external issuer that did not give an address. */
  email: string | null;
  /** An IANA name such as `Europe/Berlin`. */
  timeZone: string;
  /** A BCP 47 tag such as `de-DE`. It decides the order of dates, 12 or 24 hours, and the first day of the week. */
  locale: string;
  /** Set for an account of an external issuer, which keeps the password. */
  external?: true;
}

/** Whoever is signed in is asked for again this often, while nobody knows. */
const checkAgainMs = 5_000;

/** A response that was sent before the account changed may arrive this much later. */
const recentMs = 60_000;

/** Returns null where nobody is signed in. */
async function whoAmI(signal: AbortSignal): Promise<User | null> {
  try {
    return await call<User>('GET', 'auth/me', { signal });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null;
    throw error;
  }
}

/** Without a server the page opens with what the browser stores of whoever was signed in last. */
async function storedPage(client: QueryClient, error: unknown) {
  if (!(error instanceof Unreachable) || client.getQueryData(meQuery.queryKey)) throw error;
  const { openStoredPage } = await import('../offline/stored-page.ts');
  const last = await openStoredPage<User, Config>(client).catch(() => undefined);
  if (!last) throw error;
  setUnchecked(last.user.id);
  return last;
}

/** A page that was opened from the browser's storage is loaded again where it belongs to somebody else now. */
async function checkAccount(client: QueryClient, user: User | null): Promise<void> {
  const stored = uncheckedUserId();
  if (stored === undefined) return;
  if (user?.id !== stored) {
    const { eraseStoredPages } = await import('../offline/stored-page.ts');
    await eraseStoredPages();
    location.reload();
    return new Promise(() => undefined);
  }
  setUnchecked(undefined);
  // What is shown is from before.
  void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
}

/** Holds whether the session ended without a sign-out in this window: it expired, or was ended elsewhere. */
export const sessionEndedKey = ['session-ended'] as const;

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal, client }): Promise<User | null> => {
    let user: User | null;
    try {
      user = await whoAmI(signal);
    } catch (error) {
      return (await storedPage(client, error)).user;
    }
    await checkAccount(client, user);
    // A new password ends this session too and starts another. Until that response has arrived, 401 does not mean signed out.
    const present = user || !(await changeEnds(client)) ? user : await whoAmI(signal);
    if (!present && client.getQueryData(meQuery.queryKey)) client.setQueryData(sessionEndedKey, true);
    return present;
  },
  staleTime: 5 * 60_000,
  // Where the browser knows that there is no network, the first attempt still opens what is stored.
  networkMode: 'offlineFirst',
  refetchInterval: () => (uncheckedUserId() === undefined ? false : checkAgainMs),
});

export interface Config {
  phase5: boolean;
  /** E-mail is sent, so that a forgotten password can be replaced. */
  email?: true;
  /** An external issuer that people can sign in with. */
  oidc?: { name: string };
}

const configQuery = queryOptions({
  queryKey: ['config'],
  queryFn: ({ signal, client }) =>
    call<Config>('GET', 'config', { signal }).catch(async (error) => (await storedPage(client, error)).config),
  staleTime: Number.POSITIVE_INFINITY,
  networkMode: 'offlineFirst',
});

export const useMe = () => useQuery(meQuery);
export const useConfig = () => useQuery(configQuery);

export interface Credentials {
  email: string;
  password: string;
}

/** Signs in, or registers with the browser's time zone and locale. */
export function useSignIn(how: 'login' | 'register') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) =>
      call<{ user: User }>('POST', `auth/${how}`, {
        body: how === 'login' ? credentials : { ...credentials, timeZone: browserZone(), locale: navigator.language },
      }),
    onSuccess: ({ user }) => setUser(client, user),
  });
}

/** Asks for an e-mail with a link to choose a new password. */
export function useRequestReset() {
  return useMutation({ mutationFn: (email: string) => call<void>('POST', 'auth/reset', { body: { email } }) });
}

/** Chooses a new password with the secret of that link, and signs in. */
export function useResetPassword() {
  const client = useQueryClient();
  return useMutation({
    retry: false,
    mutationFn: (body: { token: string; password: string }) =>
      call<{ user: User }>('POST', 'auth/reset/confirm', { body }),
    onSuccess: ({ user }) => setUser(client, user),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (from: 'here' | 'everywhere') =>
      call<void>('POST', `auth/logout${from === 'everywhere' ? '?everywhere=true' : ''}`),
    onSuccess: () => setUser(client, null),
  });
}

export interface AccountChanges {
  timeZone?: string;
  locale?: string;
  password?: string;
  currentPassword?: string;
}

const accountChange = ['account', 'change'] as const;

/** A new password ends all other sessions but not this one. */
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

/**
 * Waits until a pending change of the account has ended.
 * @returns whether there was one, or one ended a moment ago
 */
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

/** Deletes the account and everything that belongs to it for good. */
export function useDeleteAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (password: string | undefined) => call<void>('DELETE', 'auth/me', { body: { password } }),
    onSuccess: () => setUser(client, null),
  });
}

/** Makes this user the one whose page this is, and removes the data of the user before. */
function setUser(client: QueryClient, user: User | null): void {
  // `client.clear()` would leave the mounted components with the data that was cleared.
  client.setQueryData(meQuery.queryKey, () => user);
  client.setQueryData(sessionEndedKey, false);
  const ofNobody = [meQuery.queryKey[0], configQuery.queryKey[0], sessionEndedKey[0]];
  client.removeQueries({ predicate: ({ queryKey }) => !ofNobody.includes(queryKey[0] as string) });
}

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
