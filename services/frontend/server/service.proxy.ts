import { ServerResponse } from 'node:http';
import type { CommonServerOptions, ProxyOptions } from 'vite';

/** The response in place of a service that cannot be reached, as the container's web server gives it (Caddyfile). */
export const unreachable = {
  status: 503,
  headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', 'Retry-After': '2' },
  body: {
    type: 'about:blank',
    title: 'Service unavailable',
    status: 503,
    code: 'service_unavailable',
    detail: 'The service cannot be reached right now. Try again shortly.',
  },
} as const;

/** The page and everything it talks to share one origin, so the session cookie is first-party. */
export function serviceProxy(backend: string, websocket: string): CommonServerOptions {
  // xfwd: the services see the browser's address, which the rate limit counts by.
  const toBackend: ProxyOptions = { target: backend, xfwd: true, configure };
  return {
    cors: false,
    proxy: {
      // While the page is worked on, its folder api/ is served under this name as well.
      '^/api/(?!.*\\.tsx?(\\?|$))': toBackend,
      '/mcp': toBackend,
      '/ws': { target: websocket, ws: true, xfwd: true, configure },
    },
  };
}

/** Vite's own response to an error, which follows, is 502 without a reason: it is given up where there is one already. */
const configure: NonNullable<ProxyOptions['configure']> = (proxy) => {
  proxy.on('error', (_error, _request, response) => {
    if (!(response instanceof ServerResponse) || response.headersSent) return;
    response.writeHead(unreachable.status, unreachable.headers).end(JSON.stringify(unreachable.body));
  });
};
