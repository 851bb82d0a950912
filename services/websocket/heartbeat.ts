import { WebSocket } from 'ws';
import { closings } from './close-codes.ts';

/**
 * Pings all sockets at every interval, and closes those that have not answered by the next one.
 * @returns a function that stops the heartbeat
 */
export function startHeartbeat(sockets: ReadonlySet<WebSocket>, intervalMs: number): () => void {
  const waitingFor = new WeakSet<WebSocket>();
  const timer = setInterval(() => {
    for (const socket of sockets) {
      if (socket.readyState !== WebSocket.OPEN) continue;
      if (waitingFor.has(socket)) {
        socket.close(closings.pongMissing.code, closings.pongMissing.reason);
      } else {
        waitingFor.add(socket);
        socket.once('pong', () => waitingFor.delete(socket));
        socket.ping();
      }
    }
  }, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}
