import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../logger.ts';

export interface Listening {
  server: Server;
  port: number;
  /** Stops accepting, and resolves when the requests under way are answered. */
  close(): Promise<void>;
}

/** @throws an Error that says what to do when the port is taken. */
export async function listen(handler: RequestListener, port: number, host: string): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: 65_000 }, handler);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use. Stop what uses it, or set PORT.`) : error,
      );
    });
    server.listen(port, host, resolve);
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

/** Time for requests under way and consumers to finish; Kubernetes kills after 30 s. */
const drainMs = 20_000;

/** On SIGTERM or SIGINT runs `drain` once and exits; a second signal, or a drain that hangs, exits at once. */
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

/** Runs a service's composition root; what it throws ends the process with one line that says why. */
export async function runService(logger: Logger, start: () => Promise<() => Promise<void>>): Promise<void> {
  try {
    onShutdown(logger, await start());
  } catch (error) {
    logger.fatal({ reason: error instanceof Error ? error.message : String(error) }, 'The service cannot start.');
    process.exit(1);
  }
}
