import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { meQuery } from '../account/account.queries.ts';
import { toastManager } from '../ui/overlay/toasts.tsx';

const channelName = 'account';
/** What is nobody's, or says who it is. */
const kept = new Set<unknown>(['me', 'config']);

/**
 * Takes care that the page holds the data of one account only. Whoever else signs in, here or in another window, finds
 * nothing of the one before: it is gone before the new one's view is drawn.
 * @returns whether what the page holds is that person's
 */
export function useOneAccount(userId: string | undefined): boolean {
  const client = useQueryClient();
  const [owner, setOwner] = useState<string>();

  useEffect(() => {
    if (userId === owner) return;
    if (owner !== undefined) {
      toastManager.close();
      client.removeQueries({ predicate: ({ queryKey }) => !kept.has(queryKey[0]) });
      client.getMutationCache().clear();
    }
    setOwner(userId);
  }, [userId, owner, client]);

  // All windows share the cookie, so that all of them become the other person's at once.
  useEffect(() => {
    const channel = new BroadcastChannel(channelName);
    channel.onmessage = ({ data }) => {
      if (data !== userId) void client.invalidateQueries({ queryKey: meQuery.queryKey });
    };
    if (userId !== undefined) channel.postMessage(userId);
    return () => channel.close();
  }, [userId, client]);

  return userId !== undefined && userId === owner;
}
