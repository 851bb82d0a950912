import { useConfig, useMe } from './account/account.queries.ts';
import { SignInView } from './account/sign-in.view.tsx';
import { Shell } from './layout/shell.tsx';
import { Splash } from './layout/splash.tsx';

/** Who is signed in decides what there is: the sign-in view, or the list and everything around it. */
export function App() {
  const config = useConfig();
  const me = useMe();
  if (config.isPending || me.isPending) return <Splash />;
  if (config.isError || me.isError) {
    return <Splash problem={config.error ?? me.error ?? undefined} onRetry={() => [config.refetch(), me.refetch()]} />;
  }
  return me.data ? <Shell user={me.data} phase5={config.data.phase5} /> : <SignInView />;
}
