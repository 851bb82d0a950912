import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { Router } from '@koa/router';
import { answerOf } from '../../../tests/support/backend/raw-request.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { useStarted } from '../../../tests/support/use-started.ts';
import { type ConnectionLimits, defaultConnectionLimits } from '../../limits.ts';
import { createLogger } from '../../logger.ts';
import { createApp } from '../app.ts';
import { createMetrics } from '../metrics.ts';
import { listen } from './server.ts';

const appApiToken = 'the-app-api-token-of-tests';
const proxyToken = 'the-proxy-token-of-tests';

/** A service that responds with the client's address when the request has arrived; at `/never` it does not respond. */
async function startService(limits: Partial<ConnectionLimits>) {
  const metrics = createMetrics('test');
  const logger = createLogger('test', 'silent');
  let waiting = 0;
  const router = new Router()
    .all('/', (ctx) => {
      ctx.body = ctx.ip;
    })
    .get('/never', () => {
      waiting += 1;
      return new Promise(() => undefined);
    });
  const all = { ...defaultConnectionLimits, ...limits };
  const app = createApp({ logger, metrics, limits: all, trustedProxies: 1, proxyToken, appApiToken }, [router]);
  const { server, port, close } = await listen(app.callback(), 0, '127.0.0.1', { limits: all, metrics });
  const opened: Socket[] = [];
  return {
    /** Opens a connection and sends this. */
    send(lines: string) {
      const socket = connect(port, '127.0.0.1', () => socket.write(lines.replaceAll('\n', '\r\n')));
      socket.on('error', () => undefined);
      opened.push(socket);
      return socket;
    },
    /** How many requests came to `/never`. */
    waiting: () => waiting,
    async refusals(limit: string) {
      const line = (await metrics.metrics()).split('\n').find((each) => each.includes(`limit="${limit}"`));
      return Number(line?.split(' ').at(-1) ?? 0);
    },
    async stop() {
      for (const socket of opened) socket.destroy();
      server.closeAllConnections();
      await close();
    },
  };
}

describe('a client that is slow', () => {
  const service = useStarted(() => startService({ HEADERS_TIMEOUT_SECONDS: 1, REQUEST_TIMEOUT_SECONDS: 1 }));

  for (const [what, lines] of Object.entries({
    'the headers': 'POST / HTTP/1.1\nHost: x\nX-Half:',
    'the body': 'POST / HTTP/1.1\nHost: x\nContent-Type: application/json\nContent-Length: 10\n\n{',
  })) {
    it(`in sending ${what} is told so, and its connection closed`, async () => {
      const before = await service.refusals('slow_requests');
      const { status, body } = answerOf(await text(service.send(lines)));
      assert.deepEqual([status, body.code], [408, 'request_timed_out']);
      assert.equal(await service.refusals('slow_requests'), before + 1);
    });
  }
});

describe('an address with many open requests', () => {
  const service = useStarted(() => startService({ OPEN_REQUESTS_PER_ADDRESS: 3 }));
  const from = (address: string) => `X-Forwarded-For: ${address}\nX-Proxy-Token: ${proxyToken}\n`;
  const unfinished = (headers: string) =>
    service.send(`POST / HTTP/1.1\nHost: x\nContent-Type: application/json\nContent-Length: 2\n${headers}\n`);
  const get = async (headers: string) =>
    answerOf(await text(service.send(`GET / HTTP/1.1\nHost: x\nConnection: close\n${headers}\n`)));

  it('gets no further one until one has ended, and nobody else notices', async () => {
    const open = [1, 2, 3].map(() => unfinished(from('192.0.2.1')));
    await eventually('they are counted', async () => (await get(from('192.0.2.1'))).status === 429);
    const refused = await get(from('192.0.2.1'));
    assert.deepEqual(
      [refused.body.code, refused.headers.get('retry-after'), refused.headers.get('connection')],
      ['too_many_requests', '1', 'close'],
    );
    assert.ok((await service.refusals('open_requests')) >= 2);
    assert.equal((await get(from('192.0.2.2'))).body, '192.0.2.2');
    open[0]?.write('{}');
    assert.match(String(await once(open[0] as Socket, 'data')), /^HTTP\/1.1 200 /);
    await eventually('one has ended', async () => (await get(from('192.0.2.1'))).status === 200);
    for (const socket of open) socket.destroy();
  });

  it('is one for all addresses of an IPv6 network', async () => {
    const open = [1, 2, 3].map((host) => unfinished(from(`2001:db8::${host}`)));
    await eventually('they are counted', async () => (await get(from('2001:db8::4'))).status === 429);
    assert.equal((await get(from('2001:db8:0:1::1'))).status, 200);
    for (const socket of open) socket.destroy();
  });

  it('has them back when its connection is gone, also those that waited for others on it', async () => {
    const never = `GET /never HTTP/1.1\nHost: x\n${from('192.0.2.3')}\n`;
    for (const times of [1, 2]) {
      const socket = service.send(never.repeat(3));
      await eventually('all three are open', () => service.waiting() === 3 * times);
      assert.equal((await get(from('192.0.2.3'))).status, 429);
      socket.destroy();
      await eventually('none is open', async () => (await get(from('192.0.2.3'))).status === 200);
    }
  });

  it('is not the sidecar, whose requests are not counted', async () => {
    const sidecar = `dapr-api-token: ${appApiToken}\n`;
    const open = [1, 2, 3, 4].map(() => unfinished(sidecar));
    assert.equal((await get(sidecar)).status, 200);
    assert.equal((await get('dapr-api-token: another-one-of-tests\n')).status, 200);
    for (const socket of open) socket.destroy();
  });
});

describe("the client's address", () => {
  const service = useStarted(() => startService({}));

  it('is what the proxy says, and what nobody else says', async () => {
    const ask = async (headers: string) =>
      answerOf(await text(service.send(`GET / HTTP/1.1\nHost: x\nConnection: close\n${headers}\n`))).body;
    const forwarded = 'X-Forwarded-For: 192.0.2.7, 192.0.2.1\n';
    assert.equal(await ask(`${forwarded}X-Proxy-Token: ${proxyToken}\n`), '192.0.2.1');
    assert.equal(await ask(forwarded), '127.0.0.1');
    assert.equal(await ask(`${forwarded}X-Proxy-Token: ${proxyToken}x\n`), '127.0.0.1');
  });
});

describe('a service that is told to stop', () => {
  it('responds for a while, and closes each connection with its response', async () => {
    const { server, port, close } = await listen((_, response) => response.end('served'), 0, '127.0.0.1', {
      closingSeconds: 10,
    });
    const headersOf = async (socket: Socket) => String((await once(socket, 'data'))[0]).split('\r\n\r\n', 1)[0];
    const kept = connect(port, '127.0.0.1');
    kept.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    assert.match((await headersOf(kept)) ?? '', /^Connection: keep-alive$/m);
    void close();
    kept.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    assert.match((await headersOf(kept)) ?? '', /^Connection: close$/m);
    const late = connect(port, '127.0.0.1');
    late.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    assert.match((await headersOf(late)) ?? '', /^Connection: close$/m);
    server.close();
  });
});
