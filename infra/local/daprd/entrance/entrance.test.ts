import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { type Listening, listen } from '../../../../shared/http/server/server.ts';
import { freePort } from '../../resources/free-port.ts';
import { openEntrance } from './entrance.ts';

describe('the entrance to several replicas', () => {
  let replicas: Listening[];
  let entrance: Server;
  let url: string;

  beforeEach(async () => {
    replicas = [];
    for (const name of ['one', 'two']) {
      const replica = await listen(
        (request, response) => {
          request.resume();
          request.on('end', () => response.writeHead(200, { connection: 'close' }).end(name));
        },
        0,
        '127.0.0.1',
      );
      replicas.push(replica);
    }
    const port = await freePort();
    entrance = await openEntrance({ port, targets: replicas.map((replica) => replica.port) });
    url = `http://127.0.0.1:${port}`;
  });
  afterEach(async () => {
    entrance.close();
    for (const { server } of replicas) {
      server.closeAllConnections();
      server.close();
    }
  });

  const ask = async (body?: string) => (await fetch(url, { method: body ? 'POST' : 'GET', body: body ?? null })).text();

  it('hands connections to each in turn', async () => {
    assert.deepEqual([await ask(), await ask(), await ask()], ['one', 'two', 'one']);
  });

  it('passes over one that is down', async () => {
    await replicas[0]!.close();
    assert.deepEqual([await ask(), await ask(), await ask('x'.repeat(1_000_000))], ['two', 'two', 'two']);
  });

  it('closes the connection when none is up', async () => {
    for (const replica of replicas) await replica.close();
    await assert.rejects(ask());
  });

  it('carries sockets, and ends those of a replica that dies', async () => {
    const sockets = new WebSocketServer({ server: replicas[0]!.server });
    sockets.on('connection', (socket) => socket.send('hello'));
    const socket = new WebSocket(url.replace('http', 'ws'));
    const [message] = await once(socket, 'message');
    assert.equal(String(message), 'hello');
    for (const client of sockets.clients) client.terminate();
    const [code] = await once(socket, 'close');
    assert.equal(code, 1006);
  });
});
