import { ServerResponse } from 'node:http';
import type { CommonServerOptions, ProxyOptions } from 'vite';

/** The response when a service cannot be reached, the same as the container's web server gives (Caddyfile). */
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

/** The page and its services share one origin, so the session cookie is first-party. */
export function serviceProxy(backend: string, websocket: string, proxyToken = ''): CommonServerOptions {
  // xfwd appends the browser's address, which the limits use. The token tells the backend that the request comes from here.
  const toBackend: ProxyOptions = { target: backend, xfwd: true, headers: { 'X-Proxy-Token': proxyToken }, configure };
  return {
    cors: false,
    proxy: {
      // In development, the page's own folder api/ is served under this path as well.
      '^/api(?=[/?]|$)(?!/[^?]*\\.tsx?(\\?|$))': toBackend,
      '^/mcp(?=[/?]|$)': toBackend,
      '^/ws(?=\\?|$)': { target: websocket, ws: true, xfwd: true, configure },
    },
  };
}

/** Vite responds to a proxy error with a bare 502, unless this handler has responded first. */
const configure: NonNullable<ProxyOptions['configure']> = (proxy) => {
  proxy.on('error', (_error, _request, response) => {
    if (!(response instanceof ServerResponse) || response.headersSent) return;
    response.writeHead(unreachable.status, unreachable.headers).end(JSON.stringify(unreachable.body));
  });
};
