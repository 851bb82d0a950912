import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * The limit of a delivery: an app that subscribes to one topic, singly, and only notes when an event arrived. No token, no
 * validation. Arguments: port, pub/sub component, topic.
 */
const [port, pubsubname, topic] = process.argv.slice(2);
const subscriptions = JSON.stringify([{ pubsubname, topic, route: '/deliver' }]);

const server = createServer(async (request, response) => {
  response.setHeader('content-type', 'application/json');
  if (request.url !== '/deliver') return response.end(request.url === '/dapr/subscribe' ? subscriptions : '{}');
  const { id } = JSON.parse(await text(request));
  const at = process.hrtime.bigint();
  response.end('{"status":"SUCCESS"}');
  process.send?.({ id, at: String(at) });
});
server.listen(Number(port), '127.0.0.1', () => process.send?.('listening'));
