import type { IncomingMessage, ServerOptions } from 'node:http';
import type { ConnectionLimits } from '../../limits.ts';

/** Returns how long an HTTP server waits for its clients. */
export function timeouts(limits: ConnectionLimits) {
  return {
    headersTimeout: Math.min(limits.HEADERS_TIMEOUT_SECONDS, limits.REQUEST_TIMEOUT_SECONDS) * 1000,
    requestTimeout: limits.REQUEST_TIMEOUT_SECONDS * 1000,
    keepAliveTimeout: limits.IDLE_TIMEOUT_SECONDS * 1000,
    // The first two limits are checked at this interval.
    connectionsCheckingInterval: 1000,
  } satisfies ServerOptions;
}

/**
 * Tells whether a request may become a socket. A server may ignore any other upgrade (RFC 9110, section 7.8): it gets a plain
 * response, and then the connection is closed.
 */
export function isWebSocketHandshake({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}
