import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { freshSessionKeys } from '../../../infra/stack/secrets/fresh-secrets.ts';
import { createWebsocket } from '../../../services/websocket/app.ts';
import { SocketHub } from '../../../services/websocket/socket.hub.ts';
import { serveSockets } from '../../../services/websocket/socket.server.ts';
import { sessionSigner, sessionVerifier } from '../../../shared/auth/session-token.ts';
import { createMetrics } from '../../../shared/http/metrics.ts';
import { listen } from '../../../shared/http/server/server.ts';
import { createLogger } from '../../../shared/logger.ts';
import { useStartedPerTest } from '../use-started.ts';
import { deliver, deliverBulk } from './deliver.ts';
import { MemorySidecar } from './memory-sidecar.ts';
import { type ConnectOptions, connect, type TestSocket } from './test-socket.ts';

export const appApiToken = 'the-app-api-token-of-tests';
export const pageOrigin = 'http://localhost:3000';

export interface TestWebsocket {
  url: string;
  server: Server;
  hub: SocketHub;
  sidecar: MemorySidecar;
  clock: () => Date;
  /** A token as the backend makes it. */
  tokenOf(userId: string, options?: TokenOptions): Promise<string>;
  /** A socket of that user, by Bearer. */
  connectAs(userId: string, options?: ConnectOptions & TokenOptions): Promise<TestSocket>;
  deliver(event: unknown): Promise<string>;
  /** All of one owner. */
  deliverBulk(ownerId: string, events: readonly unknown[]): Promise<string[]>;
  /** Connections of any kind that the server holds. */
  connections(): Promise<number>;
  close(): Promise<void>;
  stop(): Promise<void>;
}

interface TokenOptions {
  sessionId?: string;
  sessionVersion?: number;
  issuedAt?: Date;
}

export interface TestWebsocketOptions {
  pingIntervalMs?: number;
  closeTimeoutMs?: number;
  sessionSeconds?: number;
  clock?: () => Date;
}

/** The real service on a port of its own. Its backend takes every session for alive, until a test says otherwise. */
export async function startWebsocket(options: TestWebsocketOptions = {}): Promise<TestWebsocket> {
  const { pingIntervalMs = 60_000, closeTimeoutMs = 5_000, sessionSeconds = 3600, clock = () => new Date() } = options;
  const keys = freshSessionKeys();
  const logger = createLogger('websocket', process.env['LOG_LEVEL'] ?? 'silent');
  const metrics = createMetrics('websocket');
  const sidecar = new MemorySidecar();
  sidecar.respond = () => ({ id: randomUUID(), userId: randomUUID(), sessionVersion: 1, expiresAt: new Date() });
  const hub = new SocketHub();
  const verify = await sessionVerifier(keys.publicKey);
  const app = createWebsocket({ hub, sidecar, logger, metrics, appApiToken, joinMs: 10 });
  const listening = await listen(app.callback(), 0, '127.0.0.1');
  const sockets = serveSockets(listening.server, {
    hub,
    sidecar,
    verify,
    clock,
    logger,
    metrics,
    pingIntervalMs,
    closeTimeoutMs,
    allowedOrigins: [pageOrigin],
  });
  const url = `http://127.0.0.1:${listening.port}`;
  const sign = await sessionSigner(keys.privateKey);
  const opened: TestSocket[] = [];

  const service: TestWebsocket = {
    url,
    server: listening.server,
    hub,
    sidecar,
    clock,
    tokenOf: (userId, { sessionId = randomUUID(), sessionVersion = 1, issuedAt = clock() } = {}) => {
      const expiresAt = new Date(issuedAt.getTime() + sessionSeconds * 1000);
      return sign({ id: sessionId, userId, sessionVersion }, issuedAt, expiresAt);
    },
    async connectAs(userId, options = {}) {
      const { sessionId: _id, sessionVersion: _version, issuedAt: _at, ...rest } = options;
      const token = await service.tokenOf(userId, options);
      const socket = await connect(url, { ...rest, headers: { authorization: `Bearer ${token}`, ...rest.headers } });
      opened.push(socket);
      return socket;
    },
    deliver: (event) => deliver(url, appApiToken, 'task-updates', event),
    deliverBulk: (ownerId, events) => deliverBulk(url, appApiToken, 'task-updates', events, () => ownerId),
    connections: () =>
      new Promise((resolve, reject) =>
        listening.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    async close() {
      await Promise.all([sockets.close(), listening.close()]);
    },
    async stop() {
      for (const { socket } of opened) socket.terminate();
      listening.server.closeAllConnections();
      if (listening.server.listening) await service.close();
    },
  };
  return service;
}

/** A websocket service for each test of the suite that calls this. */
export function useWebsocket(options: TestWebsocketOptions = {}): TestWebsocket {
  return useStartedPerTest(() => startWebsocket(options));
}
