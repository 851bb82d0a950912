import type { IncomingMessage, Server } from 'node:http';
import type { Connect } from 'vite';
import { isWebSocketHandshake } from '../../../shared/http/upgrade.ts';
import { resolvedTarget } from './request.target.ts';

/** Vite's own sockets, by which the page from its sources is reloaded. */
const viteProtocols = new Set(['vite-hmr', 'vite-ping']);

/** Resolves the path of every request before it is routed, and lets only sockets at /ws upgrade. The Caddyfile refuses such paths. */
export function guardEntrance(server: Server, middlewares: Connect.Server): void {
  const sockets = (request: IncomingMessage) =>
    /^\/ws(\?|$)/.test(request.url ?? '') || viteProtocols.has(request.headers['sec-websocket-protocol'] ?? '');
  Object.assign(server, {
    shouldUpgradeCallback: (request: IncomingMessage) => isWebSocketHandshake(request) && sockets(request),
  });
  middlewares.use((request, response, next) => {
    if (request.headers.upgrade !== undefined) {
      response.setHeader('Connection', 'close');
      // The response of a service brings a header of its own.
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
