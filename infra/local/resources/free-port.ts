import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/**
 * Returns a TCP port on which nothing listens. It is below the range of ports for outgoing connections, so that it stays free
 * until it is used. While the calling process lives, no other process on the machine gets the same port.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const port = 18_000 + Math.floor(Math.random() * 14_000);
    if ((await reserve(port)) && (await portState(port)) === 'free') return port;
  }
  throw new Error('no free TCP port between 18000 and 32000');
}

/**
 * Reserves a TCP port until this process ends, and returns whether nobody else has. The reservation is a UDP socket on the
 * same number: nothing here speaks UDP, the system gives such a socket to one process only, and takes it back at its end.
 */
function reserve(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4').unref();
    socket.once('error', () => {
      socket.close();
      resolve(false);
    });
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => resolve(true));
  });
}

/** Returns whether a local server could listen on the port, on IPv4 and, if the machine has it, on IPv6. */
export async function portState(port: number): Promise<'free' | 'in use' | 'forbidden'> {
  // If another program listens on all addresses, Linux refuses 127.0.0.1. Other systems refuse only the same address.
  const hosts = process.platform === 'linux' ? ['127.0.0.1', '::1'] : ['127.0.0.1', '::1', '0.0.0.0'];
  for (const host of hosts) {
    const code = await tryToListen(port, host);
    if (code === 'EADDRINUSE') return 'in use';
    if (code === 'EACCES') return 'forbidden';
    if (code !== undefined && host === '127.0.0.1') throw new Error(`cannot listen on ${host}:${port}: ${code}`);
  }
  return 'free';
}

function tryToListen(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
