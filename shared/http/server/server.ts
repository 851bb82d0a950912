import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { flushCompileCache } from 'node:module';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type ConnectionLimits, defaultConnectionLimits } from '../../limits.ts';
import type { Logger } from '../../logger.ts';
import type { Registry } from '../metrics.ts';
import { HeadersTooLarge, MalformedRequest, PayloadTooLarge, type Problem, RequestTimedOut } from '../problem.ts';
import { isWebSocketHandshake, timeouts } from './connections.ts';
import { refusalCounter } from './refusals.ts';

export interface Listening {
  server: Server;
  port: number;
  /** Stops accepting connections, after `closingSeconds`, and resolves when the requests under way have their responses. */
  close(): Promise<void>;
}

/** A search of 10 kB, escaped, fits into this. */
const maxHeaderSize = 64 * 1024;

/**
 * This many connections may wait to be accepted, if the system allows it. A client whose connection finds no room tries again after a
 * second, then two, four and eight, and by default there is room for 511.
 */
const waitingConnections = 4096;

export interface ListenOptions {
  limits?: ConnectionLimits;
  /** The registry in which refusals are counted. */
  metrics?: Registry;
  /** The setting `CLOSING_SECONDS`. Default: 0. */
  closingSeconds?: number;
}

/** @throws an Error that says what to do when the port is in use */
export async function listen(
  handler: RequestListener,
  port: number,
  host: string,
  { limits = defaultConnectionLimits, metrics, closingSeconds = 0 }: ListenOptions = {},
): Promise<Listening> {
  const underWay = new Set<ServerResponse>();
  let closing = false;
  const shouldUpgradeCallback = (request: IncomingMessage): boolean =>
    isWebSocketHandshake(request) && server.listenerCount('upgrade') > 0;
  const server: Server = createServer({ ...timeouts(limits), maxHeaderSize, shouldUpgradeCallback }, handler);
  server.prependListener('request', (request, response) => {
    if (closing || request.headers.upgrade !== undefined) response.setHeader('Connection', 'close');
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
  });
  const countRefusal = metrics && refusalCounter(metrics);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const limit = refusedBy[error.code ?? ''];
    if (limit) countRefusal?.(limit);
    refuseUnreadable(error, socket as Socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use. Stop what uses it, or set PORT.`) : error,
      );
    });
    server.listen({ port, host, backlog: waitingConnections }, resolve);
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    async close() {
      closing = true;
      // Otherwise the connections of requests under way would be kept alive after their responses.
      for (const response of underWay) if (!response.headersSent) response.setHeader('Connection', 'close');
      if (closingSeconds > 0) await delay(closingSeconds * 1000, undefined, { ref: false });
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.keepAliveTimeout = 1;
      server.closeIdleConnections();
      await closed;
    },
  };
}

/** Requests that are not valid HTTP never reach the application. They are refused here in the same form. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket & { _httpMessage?: ServerResponse }): void {
  if (!socket.writable || socket._httpMessage?.headersSent) {
    socket.destroy();
    return;
  }
  const problem = (unreadable[error.code ?? ''] ?? (() => new MalformedRequest('This is not a valid HTTP request.')))();
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\nContent-Type: application/problem+json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    () => socket.destroy(),
  );
}

/** Maps the parser's refusals to the limits that caused them. */
const refusedBy: Record<string, string> = {
  HPE_HEADER_OVERFLOW: 'header_bytes',
  ERR_HTTP_REQUEST_TIMEOUT: 'slow_requests',
};

const unreadable: Record<string, () => Problem> = {
  HPE_HEADER_OVERFLOW: () => new HeadersTooLarge('The address and the headers may have 64 KiB together.'),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: () => new PayloadTooLarge('The chunk extensions are too long.'),
  ERR_HTTP_REQUEST_TIMEOUT: () => new RequestTimedOut('The request took too long to arrive.'),
};

/** Requests under way and consumers have this time to finish. Kubernetes kills the process after 30 s. */
const drainMs = 20_000;

/** Runs `drain` once on SIGTERM or SIGINT and exits. A second signal, or a drain that hangs, exits at once. */
export function onShutdown(logger: Logger, drain: () => Promise<void>): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'Shutting down.');
    setTimeout(() => {
      logger.error('The drain took too long; exiting.');
      process.exit(1);
    }, drainMs).unref();
    try {
      await drain();
      process.exit(0);
    } catch (error) {
      logger.error({ err: error }, 'The drain failed.');
      process.exit(1);
    }
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/**
 * Writes the compiled code to `NODE_COMPILE_CACHE` when the first requests were served. Node itself does so only when a process exits,
 * so after a kill, the next start would compile everything again.
 */
export function keepCompiledCode(): void {
  setTimeout(flushCompileCache, 1_000).unref();
}

/** Runs a service's composition root. An error ends the process with one line that says why. */
export async function runService(logger: Logger, start: () => Promise<() => Promise<void>>): Promise<void> {
  try {
    onShutdown(logger, await start());
    keepCompiledCode();
  } catch (error) {
    logger.fatal({ reason: error instanceof Error ? error.message : String(error) }, 'The service cannot start.');
    process.exit(1);
  }
}
