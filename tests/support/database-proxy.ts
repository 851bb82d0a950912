import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface DatabaseProxy {
  /** The same database, by way of the proxy. */
  url: string;
  /** Cuts the connection that next sends this text: before the database gets it, or after it did. */
  cutAt(text: string, moment: 'before' | 'after'): void;
  /** Cuts all connections, and refuses new ones until `restore`. */
  refuse(): Promise<void>;
  restore(): Promise<void>;
  stop(): Promise<void>;
}

/** Stands between a service and PostgreSQL, and breaks their connections where a test says so. */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const url = new URL(databaseUrl);
  const target = { host: url.hostname, port: Number(url.port) };
  const open = new Set<Socket>();
  let cut: { text: string; moment: 'before' | 'after' } | undefined;
  let server: Server | undefined;

  function serve(client: Socket): void {
    const database = connect(target);
    for (const [socket, other] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    database.pipe(client);
    client.on('data', (bytes) => {
      if (!cut || !bytes.includes(cut.text)) return database.write(bytes);
      const { moment } = cut;
      cut = undefined;
      if (moment === 'before') return client.resetAndDestroy();
      database.unpipe(client);
      // The database has done it when it responds; the client never learns that.
      database.once('data', () => client.resetAndDestroy()).resume();
      return database.write(bytes);
    });
  }

  const listen = async (port: number) => {
    server = createServer(serve).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const refuse = async () => {
    const closed = new Promise((resolve) => server?.close(resolve) ?? resolve(undefined));
    for (const socket of open) socket.destroy();
    await closed;
  };
  const port = await listen(0);
  url.port = String(port);
  return {
    url: url.href,
    cutAt(text, moment) {
      cut = { text, moment };
    },
    refuse,
    async restore() {
      await listen(port);
    },
    stop: refuse,
  };
}
