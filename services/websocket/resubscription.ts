import { closings } from './close-codes.ts';
import type { SocketHub } from './socket.hub.ts';

/**
 * Live updates are not kept for a replica that is not subscribed. When the sidecar asks for the subscriptions again, it has been
 * restarted, and the updates of the meantime are lost. Once the new subscription is certain to be active, every socket is
 * closed, so that its client connects again and reads the current state.
 * @param joinMs the longest time until a subscription is active
 */
export function resubscription(hub: SocketHub, joinMs: number): () => void {
  let subscribed = false;
  return () => {
    if (subscribed) setTimeout(() => hub.closeAll(closings.eventsMissed), joinMs).unref();
    subscribed = true;
  };
}
