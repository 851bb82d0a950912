import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Connect } from 'vite';
import { isWebSocketHandshake, timeouts } from '../../../shared/http/server/connections.ts';
import { openRequests } from '../../../shared/http/server/open-requests.ts';
import type { ConnectionLimits } from '../../../shared/limits.ts';
import { resolvedTarget } from './request.target.ts';

/** The protocols of Vite's own sockets, which reload the page in development. */
const viteProtocols = new Set(['vite-hmr', 'vite-ping']);

/**
 * Bounds slow and open requests, resolves the path of every request before it is routed, and lets only sockets at /ws upgrade.
 * The Caddyfile does the same, except that it refuses unresolved paths and leaves open requests to the services.
 */
export function guardEntrance(server: Server, middlewares: Connect.Server, limits: ConnectionLimits): void {
  const sockets = (request: IncomingMessage) =>
    /^\/ws(\?|$)/.test(request.url ?? '') || viteProtocols.has(request.headers['sec-websocket-protocol'] ?? '');
  Object.assign(server, {
    ...timeouts(limits),
    shouldUpgradeCallback: (request: IncomingMessage) => isWebSocketHandshake(request) && sockets(request),
  });
  // Vite responds but would leave the connection open.
  server.on('clientError', (_error, socket) => (socket as Socket).destroySoon());
  const admit = openRequests(limits.OPEN_REQUESTS_PER_ADDRESS);
  middlewares.use((request, response, next) => {
    if (!admit(request.socket.remoteAddress ?? '', response)) {
      response.writeHead(429, { 'Retry-After': '1', Connection: 'close' }).end();
      return;
    }
    if (request.headers.upgrade !== undefined) {
      response.setHeader('Connection', 'close');
      // The service's response has a header of its own.
      response.once('finish', () => request.socket.end());
      delete request.headers.upgrade;
    }
    const target = resolvedTarget(request.url ?? '');
    if (target === undefined) {
      response.writeHead(400).end();
      return;
    }
    request.url = target;
    next();
  });
}
