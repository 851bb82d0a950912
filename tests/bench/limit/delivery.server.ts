import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/**
 * Shows the limit of a delivery: an app that subscribes to one topic without bulks and only reports when an event arrived. It has
 * no token and no validation. The arguments are the port, the pub/sub component and the topic.
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
