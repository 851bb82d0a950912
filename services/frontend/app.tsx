import { lazy } from 'react';
import { useLocation } from 'wouter';
import { useConfig, useMe } from './account/account.queries.ts';
import { useOneAccount } from './api/one-account.ts';
import { Shell } from './layout/shell.tsx';
import { Splash } from './layout/splash.tsx';
import { useStoredPage } from './offline/use-stored-page.ts';
import { InSlices } from './ui/in-slices.tsx';
import { Part } from './ui/part.tsx';

// Most visits are of people who are signed in.
const SignInView = lazy(() => import('./account/sign-in.view.tsx').then(({ SignInView }) => ({ default: SignInView })));
const ResetView = lazy(() => import('./account/reset.view.tsx').then(({ ResetView }) => ({ default: ResetView })));

/** The address to which the link in the e-mail leads. */
const resetPath = '/reset';

/** Shows the sign-in view, or the list and everything around it for a signed-in user. */
export function App() {
  const config = useConfig();
  const me = useMe();
  const user = me.data;
  const isOwnCache = useOneAccount(user?.id);
  useStoredPage(user, config.data);
  const [path] = useLocation();
  if (config.data?.email && path === resetPath) {
    return (
      <Part name="This view" waiting={<Splash />}>
        <ResetView />
      </Part>
    );
  }
  // Data that was read once stays usable when reading it again fails.
  if (config.data && user === null) {
    return (
      <Part name="This view" waiting={<Splash />}>
        <SignInView />
      </Part>
    );
  }
  if (config.data && user && isOwnCache) {
    return (
      <InSlices key={user.id} waiting={<Splash />}>
        <Shell user={user} eventsEnabled={config.data.phase5} />
      </InSlices>
    );
  }
  const problem = (config.data ? undefined : config.error) ?? (user === undefined ? me.error : undefined);
  return problem ? <Splash problem={problem} onRetry={() => [config.refetch(), me.refetch()]} /> : <Splash />;
}
