import type { IncomingMessage } from 'node:http';

/**
 * Only these requests become sockets. A server may ignore any other upgrade (RFC 9110, section 7.8): such a request gets a plain
 * response, after which the connection is closed.
 */
export function isWebSocketHandshake({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}
