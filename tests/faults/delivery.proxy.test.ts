import assert from 'node:assert/strict';
import { freePort } from '../../infra/local/resources/free-port.ts';
import { type Listening, listen } from '../../shared/http/server/server.ts';
import { request } from '../support/api-client.ts';
import { DeliveryProxy } from './delivery.proxy.ts';

describe('the proxy between a sidecar and its app', () => {
  let app: Listening;
  let proxy: DeliveryProxy;
  let url: string;
  let reached: string[];
  let noted: string[];
  let chance: number;

  beforeEach(async () => {
    [reached, noted, chance] = [[], [], 1];
    app = await listen(
      async (incoming, response) => {
        let body = '';
        for await (const chunk of incoming) body += chunk;
        reached.push(`${incoming.method} ${incoming.url} ${body}`);
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"SUCCESS"}');
      },
      0,
      '127.0.0.1',
    );
    proxy = new DeliveryProxy(
      app.port,
      ({ topic, event }) => noted.push(`${topic} ${event.id}`),
      () => chance,
    );
    const port = await freePort();
    await proxy.listen(port);
    url = `http://127.0.0.1:${port}`;
  });
  afterEach(() => {
    proxy.close();
    app.server.closeAllConnections();
    app.server.close();
  });

  const deliver = (body: unknown) => request(`${url}/events/task-events`, 'POST', body);

  it('passes everything on, and notes what is delivered', async () => {
    const { status, body } = await deliver({ id: 'a' });
    assert.deepEqual([status, body], [200, { status: 'SUCCESS' }]);
    await deliver({ entries: [{ event: { id: 'b' } }, { event: { id: 'c' } }] });
    await request(`${url}/dapr/subscribe`, 'GET');
    assert.deepEqual(noted, ['task-events a', 'task-events b', 'task-events c']);
    assert.deepEqual(
      reached.map((line) => line.split(' ', 2).join(' ')),
      ['POST /events/task-events', 'POST /events/task-events', 'GET /dapr/subscribe'],
    );
  });

  it('lets a delivery fail before it reached the app', async () => {
    proxy.conduct = 'fails half';
    chance = 0.1;
    assert.equal((await deliver({ id: 'a' })).status, 503);
    assert.deepEqual(reached, []);
  });

  it('lets a delivery fail after the app did its work', async () => {
    proxy.conduct = 'fails half';
    chance = 0.4;
    await assert.rejects(deliver({ id: 'a' }));
    assert.equal(reached.length, 1);
  });

  it('leaves the other half alone, and all that is no delivery', async () => {
    proxy.conduct = 'fails half';
    chance = 0.6;
    assert.equal((await deliver({ id: 'a' })).status, 200);
    chance = 0.1;
    assert.equal((await request(`${url}/healthz`, 'GET')).status, 200);
  });

  it('responds in place of the app with a given status, also to requests that are no deliveries', async () => {
    proxy.responseFor = ({ method, path, body }) => (`${method} ${path} ${body}`.includes('doomed') ? 500 : undefined);
    assert.equal((await deliver({ id: 'doomed' })).status, 500);
    assert.equal((await request(`${url}/doomed`, 'GET')).status, 500);
    assert.equal((await deliver({ id: 'a' })).status, 200);
    assert.deepEqual(reached, ['POST /events/task-events {"id":"a"}']);
  });
});
