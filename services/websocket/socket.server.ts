import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { Counter, Gauge, type Registry } from '../../shared/http/metrics.ts';
import { Problem, ServiceUnavailable, TooManyRequests, Unauthenticated } from '../../shared/http/problem.ts';
import { refusalCounter } from '../../shared/http/server/refusals.ts';
import type { Logger } from '../../shared/logger.ts';
import { SpanKind, withSpan } from '../../shared/trace.ts';
import { type Closing, closings } from './close-codes.ts';
import { atInstant } from './expiry.timer.ts';
import { type HandshakeDependencies, handshake } from './handshake.ts';
import { startHeartbeat } from './heartbeat.ts';
import { refuse } from './refusal.ts';
import type { Seat, SocketHub } from './socket.hub.ts';

/** Clients have nothing to send, so a small limit is enough. */
const maxPayload = 4 * 1024;

export interface SocketServerDependencies extends HandshakeDependencies {
  hub: SocketHub;
  logger: Logger;
  metrics: Registry;
  pingIntervalMs: number;
  /** The connection of a closed peer is cut when it has not answered within this time. */
  closeTimeoutMs: number;
}

export interface SocketServer {
  /** Accepts no more sockets, closes the open ones, and resolves when they are gone. */
  close(): Promise<void>;
}

/** Serves `/ws` on that HTTP server: authenticates before the upgrade, and manages the socket after it. */
export function serveSockets(server: Server, dependencies: SocketServerDependencies): SocketServer {
  const { hub, clock, logger, metrics, pingIntervalMs, closeTimeoutMs } = dependencies;
  const { identify, confirm } = handshake(dependencies);
  const options = { noServer: true, maxPayload, perMessageDeflate: false, closeTimeout: closeTimeoutMs };
  const sockets = new WebSocketServer(options);
  const stopHeartbeat = startHeartbeat(sockets.clients, pingIntervalMs);
  const closed = socketMetrics(hub, metrics);
  const countRefusal = refusalCounter(metrics);
  let draining = false;

  async function accept(request: IncomingMessage, connection: Duplex, head: Buffer): Promise<void> {
    const { session, token } = await identify(request);
    const seat = hub.reserve(session);
    if (!seat) {
      countRefusal('sockets');
      throw new TooManyRequests(`A user may have ${hub.limits.SOCKETS_PER_USER} sockets; close another one first.`, 60);
    }
    try {
      await confirm(token);
      if (seat.ended) throw new Unauthenticated('The session has ended. Sign in again.');
      if (draining) throw new ServiceUnavailable('The server is going away. Connect again.');
      sockets.handleUpgrade(request, connection, head, (socket) => live(socket, seat, session.expiresAt));
    } finally {
      // We refused the request, or ws did because it is not a valid WebSocket request, or the client went away.
      if (!seat.socket) hub.leave(seat);
    }
  }

  function live(socket: WebSocket, seat: Seat, expiresAt: Date | null): void {
    const close = ({ code, reason }: Closing) => {
      hub.leave(seat);
      socket.close(code, reason);
    };
    hub.open(seat, socket);
    const cancelExpiry = expiresAt ? atInstant(expiresAt, clock, () => close(closings.sessionExpired)) : () => {};
    socket.on('message', (_, isBinary) => close(isBinary ? closings.binaryFrame : closings.unexpectedFrame));
    // The library closes the socket with the right code. Without a listener the error would end the process.
    socket.on('error', (error) => logger.debug({ reason: error.message }, 'A socket failed.'));
    socket.on('close', (code) => {
      cancelExpiry();
      hub.leave(seat);
      closed.inc({ code });
      if (code === closings.slowReader.code) countRefusal('socket_backlog');
    });
  }

  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    // Until ws takes over, an error without this listener would end the process.
    connection.on('error', destroy);
    const parent = (request.headers['traceparent'] as string | undefined) ?? '';
    withSpan('GET /ws', { kind: SpanKind.SERVER, parent }, async () => {
      try {
        await accept(request, connection, head);
      } catch (error) {
        if (!(error instanceof Problem)) logger.error({ err: error }, 'A socket could not be opened.');
        refuse(connection, error instanceof Problem ? error : new ServiceUnavailable('Try again shortly.'));
      }
    });
  });

  return {
    async close() {
      draining = true;
      stopHeartbeat();
      const gone = new Promise((resolve) => sockets.close(resolve));
      for (const socket of sockets.clients) socket.close(closings.goingAway.code, closings.goingAway.reason);
      await gone;
    },
  };
}

/** A listener that closes over nothing, so that an open socket does not keep its request. */
function destroy(this: Duplex): void {
  this.destroy();
}

function socketMetrics(hub: SocketHub, metrics: Registry): Counter<'code'> {
  new Gauge({
    name: 'websocket_sockets',
    help: 'Sockets that are open',
    registers: [metrics],
    collect() {
      this.set(hub.size);
    },
  });
  return new Counter({
    name: 'websocket_closed_total',
    help: 'Closed sockets by close code; 1005 and 1006 mean that the client sent none',
    labelNames: ['code'],
    registers: [metrics],
  });
}
