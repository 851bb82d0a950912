import { useLocation } from 'wouter';
import { useConfig, useMe } from './account/account.queries.ts';
import { ResetView, resetPath } from './account/reset.view.tsx';
import { SignInView } from './account/sign-in.view.tsx';
import { useOneAccount } from './api/one-account.ts';
import { Shell } from './layout/shell.tsx';
import { Splash } from './layout/splash.tsx';

/** Shows the sign-in view, or the list and everything around it for a signed-in user. */
export function App() {
  const config = useConfig();
  const me = useMe();
  const user = me.data;
  const isOwnCache = useOneAccount(user?.id);
  const [path] = useLocation();
  if (config.data?.email && path === resetPath) return <ResetView />;
  // Data that was read once stays usable when reading it again fails.
  if (config.data && user === null) return <SignInView />;
  if (config.data && user && isOwnCache) return <Shell key={user.id} user={user} eventsEnabled={config.data.phase5} />;
  const problem = (config.data ? undefined : config.error) ?? (user === undefined ? me.error : undefined);
  return problem ? <Splash problem={problem} onRetry={() => [config.refetch(), me.refetch()]} /> : <Splash />;
}
