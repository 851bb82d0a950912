import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';

/**
 * Shows the limit of a fan-out with ws alone. A socket names its owner in its URL, and each posted event goes to all sockets of
 * its owner. There are no tokens, no validation and no backpressure. The argument is the port.
 */
const [port] = process.argv.slice(2);
const byOwner = new Map<string, Set<import('ws').WebSocket>>();

const server = createServer(async (request, response) => {
  for (const { event } of JSON.parse(await text(request)).entries) {
    const { id, type, time, data } = event;
    const frame = JSON.stringify({ id, type, time, data });
    for (const socket of byOwner.get(data.ownerId) ?? []) socket.send(frame);
  }
  response.end('{"status":"SUCCESS"}');
});
new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket, { url = '' }) => {
  const owner = url.slice(1);
  byOwner.set(owner, (byOwner.get(owner) ?? new Set()).add(socket));
  socket.on('close', () => byOwner.get(owner)?.delete(socket));
});
server.listen(Number(port), '127.0.0.1', () => process.send?.('listening'));
