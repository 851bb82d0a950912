import { browserZone } from './account.queries.ts';

/** The backend accepts no longer path to return to. */
const longestPath = 2000;

/** Returns the address where the browser signs in with the external issuer, which sends it back to the present page. */
export function externalSignInAddress({ pathname, search, hash }: Location): string {
  const query = new URLSearchParams({ timeZone: browserZone(), locale: navigator.language });
  const to = `${pathname}${withoutReason(search)}${hash}`;
  if (to.length <= longestPath) query.set('to', to);
  return `/api/auth/oidc/login?${query}`;
}

/** The backend adds this parameter to the page's address when a sign-in with the external issuer has failed. */
const parameter = 'signIn';

/** Explains why a sign-in with the external issuer failed; undefined if none did. */
export function externalSignInProblem(search: string, name: string): string | undefined {
  const reason = new URLSearchParams(search).get(parameter);
  switch (reason) {
    case null:
      return undefined;
    case 'denied':
      return `${name} did not sign you in. Try again, or sign in another way.`;
    case 'outdated':
      return 'This sign-in took too long, or was started in another browser. Try again.';
    case 'unavailable':
      return `${name} cannot be reached right now. Try again shortly.`;
    case 'too_many':
      return 'Too many attempts. Wait a minute, then try again.';
    default:
      return `${name} sent an invalid response. Try again. If this happens again, tell the administrator of this site.`;
  }
}

export function withoutReason(search: string): string {
  const query = new URLSearchParams(search);
  if (!query.has(parameter)) return search;
  query.delete(parameter);
  return query.size ? `?${query}` : '';
}
