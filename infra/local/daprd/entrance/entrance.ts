import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Entrance } from '../topology.ts';

/**
 * Forwards each connection to the next replica that accepts it. It does not read the data, so it serves HTTP and WebSockets
 * alike. When a replica stops, only the connections of that replica end.
 */
export async function openEntrance({ port, targets }: Entrance, host = '127.0.0.1'): Promise<Server> {
  let turn = 0;
  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true }, async (client) => {
    client.on('error', () => client.destroy());
    const first = turn++;
    for (let offset = 0; offset < targets.length; offset += 1) {
      const replica = await reach(targets[(first + offset) % targets.length]!, host);
      if (replica) return join(client, replica);
    }
    client.destroy();
  });
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

async function reach(port: number, host: string): Promise<Socket | undefined> {
  const socket = connect({ port, host, allowHalfOpen: true, noDelay: true });
  try {
    await once(socket, 'connect');
    return socket;
  } catch {
    return undefined;
  }
}

function join(client: Socket, replica: Socket): void {
  client.setNoDelay(true);
  for (const [one, other] of [
    [client, replica],
    [replica, client],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroySoon()); // data that was already sent still arrives
    one.pipe(other);
  }
  client.resume();
}
