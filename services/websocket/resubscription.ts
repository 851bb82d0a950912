import { closings } from './close-codes.ts';
import type { SocketHub } from './socket.hub.ts';

/**
 * Live updates are not kept for whoever is not subscribed. When the sidecar asks for the subscriptions again it has been
 * restarted, and what was published meanwhile never came: once the new subscription is sure to be there, every socket
 * is closed, so that its client connects again and reads what there is.
 * @param joinMs how long a subscription may take to be there.
 */
export function resubscription(hub: SocketHub, joinMs: number): () => void {
  let subscribed = false;
  return () => {
    if (subscribed) setTimeout(() => hub.closeAll(closings.eventsMissed), joinMs).unref();
    subscribed = true;
  };
}
