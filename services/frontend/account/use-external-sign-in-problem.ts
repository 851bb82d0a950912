import { useEffect, useState } from 'react';
import { useConfig } from './account.queries.ts';
import { externalSignInProblem, withoutReason } from './external-sign-in.ts';

/** Explains why the sign-in that the browser has just come back from failed, and removes the reason from the address. */
export function useExternalSignInProblem(): string | undefined {
  const name = useConfig().data?.oidc?.name;
  const [search] = useState(() => window.location.search);
  useEffect(() => {
    const { pathname, search, hash } = window.location;
    const rest = withoutReason(search);
    if (rest !== search) window.history.replaceState(window.history.state, '', `${pathname}${rest}${hash}`);
  }, []);
  return name === undefined ? undefined : externalSignInProblem(search, name);
}
