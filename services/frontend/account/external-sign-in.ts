import { browserZone } from './account.queries.ts';

/** The longest that the backend takes. */
const longestPath = 2000;

/** The address where the browser signs in with the external issuer; it comes back to the present one. */
export function externalSignInAddress({ pathname, search, hash }: Location): string {
  const query = new URLSearchParams({ timeZone: browserZone(), locale: navigator.language });
  const to = `${pathname}${withoutReason(search)}${hash}`;
  if (to.length <= longestPath) query.set('to', to);
  return `/api/auth/oidc/login?${query}`;
}

/** In the address of the page where a sign-in with the external issuer came to nothing. */
const parameter = 'signIn';

/** Why a sign-in with the external issuer came to nothing, in words; undefined where none did. */
export function externalSignInProblem(search: string, name: string): string | undefined {
  const reason = new URLSearchParams(search).get(parameter);
  switch (reason) {
    case null:
      return undefined;
    case 'denied':
      return `${name} did not sign you in. Try again, or sign in another way.`;
    case 'outdated':
      return 'This sign-in took too long, or was begun in another browser. Try again.';
    case 'unavailable':
      return `${name} cannot be reached right now. Try again shortly.`;
    case 'too_many':
      return 'Too many attempts. Wait a minute, then try again.';
    default:
      return `What ${name} answered is not valid. Try again, and tell whoever runs this if it stays so.`;
  }
}

export function withoutReason(search: string): string {
  const query = new URLSearchParams(search);
  if (!query.has(parameter)) return search;
  query.delete(parameter);
  return query.size ? `?${query}` : '';
}
