import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { meQuery, sessionEndedKey } from '../account/account.queries.ts';
import { toastManager } from '../ui/overlay/toast.queue.ts';

const channelName = 'account';
/** These queries do not belong to an account, or tell whose it is. */
const kept = new Set<unknown>(['me', 'config', sessionEndedKey[0]]);

/**
 * Ensures that the page holds the data of one account only. When another person signs in, here or in another window, the data of
 * the person before is removed before the new view is drawn.
 * @returns whether the page holds this person's data
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

  // All windows share the session cookie, so the others must learn that another person has signed in.
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
