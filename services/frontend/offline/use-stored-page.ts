import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Config, User } from '../account/account.queries.ts';
import { useAccountChecked } from './account-check.ts';

const load = () => import('./stored-page.ts');

/** Stores what the page shows, for the next time that there is no network; erases it where nobody is signed in. */
export function useStoredPage(user: User | null | undefined, config: Config | undefined): void {
  const client = useQueryClient();
  const isChecked = useAccountChecked();
  useEffect(() => {
    if (!isChecked || user === undefined) return;
    if (user === null) return void load().then(({ eraseStoredPages }) => eraseStoredPages().catch(() => undefined));
    if (!config) return;
    let stop: (() => void) | undefined;
    let isOver = false;
    void load().then(({ storePage }) => {
      if (!isOver) stop = storePage(client, user, config);
    });
    return () => {
      isOver = true;
      stop?.();
    };
  }, [client, user, config, isChecked]);
}
