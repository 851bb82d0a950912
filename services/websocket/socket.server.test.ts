import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connect as connectTcp } from 'node:net';
import { text } from 'node:stream/consumers';
import { base64url } from 'jose';
import { sessionSigner } from '../../shared/auth/session-token.ts';
import { defaultSocketLimits } from '../../shared/limits.ts';
import { request } from '../../tests/support/api-client.ts';
import { answerOf, exchange } from '../../tests/support/backend/raw-request.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { freshSessionKeys } from '../../tests/support/infrastructure.ts';
import { refusal } from '../../tests/support/services/memory-sidecar.ts';
import { sessionEndedOf, taskChangedOf } from '../../tests/support/services/sample-events.ts';
import { pageOrigin, useWebsocket } from '../../tests/support/services/start-websocket.ts';
import { type ConnectOptions, connect, UpgradeRefused } from '../../tests/support/services/test-socket.ts';

describe('opening a socket', () => {
  const service = useWebsocket();
  const userId = randomUUID();

  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  async function refused(options: ConnectOptions): Promise<UpgradeRefused> {
    const error = await connect(service.url, options).then(
      ({ socket }) => {
        socket.terminate();
        assert.fail('The socket was opened.');
      },
      (error: unknown) => error,
    );
    assert.ok(error instanceof UpgradeRefused, String(error));
    assert.equal(error.headers['content-type'], 'application/problem+json');
    assert.equal(error.body.status, error.status);
    assert.ok(error.body.detail);
    assert.equal(service.hub.has(userId), false, 'a refusal leaves nothing behind');
    return error;
  }

  it('works with a Bearer token, from wherever, after the backend was asked', async () => {
    const token = await service.tokenOf(userId);
    for (const origin of [undefined, 'https://elsewhere.example']) {
      const { socket } = await connect(service.url, { headers: { ...bearer(token), ...(origin ? { origin } : {}) } });
      assert.equal(service.hub.size, 1);
      socket.close();
      await eventually('it is gone', () => service.hub.size === 0);
    }
    const question = { appId: 'backend', method: 'POST', path: 'internal/session', body: { token } };
    assert.deepEqual(service.sidecar.invocations, [question, question]);
  });

  it('works with an API token, of which the backend knows whose it is, until it is revoked', async () => {
    const id = randomUUID();
    service.sidecar.respond = () => ({ id, userId, sessionVersion: 1, expiresAt: null });
    const { closed } = await connect(service.url, { headers: bearer('todo_0') });
    assert.ok(service.hub.has(userId));
    assert.equal(await service.deliver(sessionEndedOf(userId, 1, id)), 'SUCCESS');
    assert.equal((await closed).code, 4401);
  });

  it('is refused with an API token for the feed', async () => {
    service.sidecar.respond = (call) => {
      throw refusal(call, 403, { code: 'insufficient_scope' });
    };
    const { status, body } = await refused({ headers: bearer('todo_0') });
    assert.deepEqual([status, body.code], [403, 'insufficient_scope']);
  });

  it('works with the cookie from our own page', async () => {
    const cookie = `theme=dark; session=${await service.tokenOf(userId)}`;
    const { socket } = await connect(service.url, { headers: { cookie, origin: pageOrigin } });
    assert.equal(service.hub.size, 1);
    socket.terminate();
  });

  for (const origin of ['https://elsewhere.example', 'http://localhost:3000.evil.example', 'null', undefined]) {
    it(`is refused with the cookie from ${origin ?? 'no origin'}`, async () => {
      const headers = { cookie: `session=${await service.tokenOf(userId)}`, ...(origin ? { origin } : {}) };
      const { status, body } = await refused({ headers });
      assert.deepEqual([status, body.code], [403, 'forbidden']);
      assert.deepEqual(service.sidecar.invocations, []);
    });
  }

  const forgeries: [string, () => Promise<string>][] = [
    ['nonsense', async () => 'abc.def.ghi'],
    [
      'alg none',
      async () => {
        const [, payload] = (await service.tokenOf(userId)).split('.');
        return `${base64url.encode('{"alg":"none"}')}.${payload}.`;
      },
    ],
    [
      'alg HS256',
      async () => {
        const [, payload, signature] = (await service.tokenOf(userId)).split('.');
        return `${base64url.encode('{"alg":"HS256"}')}.${payload}.${signature}`;
      },
    ],
    [
      'another key',
      async () => {
        const sign = await sessionSigner(freshSessionKeys().privateKey);
        const expiresAt = new Date(Date.now() + 3600_000);
        return sign({ id: randomUUID(), userId, sessionVersion: 1 }, new Date(), expiresAt);
      },
    ],
    [
      'another user in it',
      async () => {
        const [header, , signature] = (await service.tokenOf(randomUUID())).split('.');
        const [, payload] = (await service.tokenOf(userId)).split('.');
        return `${header}.${payload}.${signature}`;
      },
    ],
    ['an expiry that has passed', () => service.tokenOf(userId, { issuedAt: new Date(Date.now() - 3601_000) })],
  ];
  for (const [what, forge] of forgeries) {
    it(`is refused with a token of ${what}, without asking the backend`, async () => {
      const { status, headers, body } = await refused({ headers: bearer(await forge()) });
      assert.deepEqual(
        [status, body.code, headers['www-authenticate']],
        [401, 'unauthenticated', 'Bearer realm="todo"'],
      );
      assert.deepEqual(service.sidecar.invocations, []);
    });
  }

  it('is refused without a token, and elsewhere than at /ws', async () => {
    assert.equal((await refused({})).status, 401);
    assert.equal((await refused({ headers: { authorization: 'Basic YTpi' } })).status, 401);
    const headers = bearer(await service.tokenOf(userId));
    for (const path of ['/', '/ws/', '/wsx', '/healthz', '//ws']) {
      assert.equal((await refused({ path, headers })).status, 404);
    }
  });

  it('is refused when the session was ended', async () => {
    service.sidecar.respond = (call) => {
      throw refusal(call, 401, { code: 'unauthenticated' });
    };
    const { status, body } = await refused({ headers: bearer(await service.tokenOf(userId)) });
    assert.deepEqual([status, body.code], [401, 'unauthenticated']);
  });

  it('is refused when the session ends while it is checked', async () => {
    service.sidecar.respond = async () => {
      assert.equal(await service.deliver(sessionEndedOf(userId, 2)), 'SUCCESS');
    };
    assert.equal((await refused({ headers: bearer(await service.tokenOf(userId)) })).status, 401);
  });

  it('waits for a backend that is away', async () => {
    const headers = bearer(await service.tokenOf(userId));
    service.sidecar.failing.add('invoke');
    const { status, body, headers: answered } = await refused({ headers });
    assert.deepEqual([status, body.code, answered['retry-after']], [503, 'service_unavailable', '5']);
    service.sidecar.failing.clear();
    for (const [code, response] of [
      [500, { errorCode: 'ERR_DIRECT_INVOKE' }],
      [401, { errorCode: 'ERR_API_TOKEN' }],
      [403, { errorCode: 'ERR_DIRECT_INVOKE' }],
      [404, {}],
    ] as const) {
      service.sidecar.respond = (call) => {
        throw refusal(call, code, response);
      };
      assert.equal((await refused({ headers })).status, 503);
    }
  });

  it('is limited for each user, who gets a place back by closing one', async () => {
    const sockets = [];
    for (let n = 0; n < defaultSocketLimits.SOCKETS_PER_USER; n += 1) sockets.push(await service.connectAs(userId));
    const asked = service.sidecar.invocations.length;
    await assert.rejects(service.connectAs(userId), { status: 429 });
    assert.equal(service.sidecar.invocations.length, asked, 'the backend is not troubled');
    await service.connectAs(randomUUID());
    sockets[0]?.socket.close();
    await eventually('the place is free', () => service.hub.size === defaultSocketLimits.SOCKETS_PER_USER);
    await service.connectAs(userId);
  });

  it('is limited also for handshakes that are under way', async () => {
    const waiting = Promise.withResolvers<void>();
    service.sidecar.respond = () => waiting.promise;
    const attempts = Array.from({ length: defaultSocketLimits.SOCKETS_PER_USER + 5 }, () =>
      service.connectAs(userId).then(
        () => 101,
        ({ status }) => status,
      ),
    );
    await eventually(
      'the backend is asked',
      () => service.sidecar.invocations.length === defaultSocketLimits.SOCKETS_PER_USER,
    );
    waiting.resolve();
    const statuses = await Promise.all(attempts);
    assert.deepEqual(
      statuses.filter((status) => status !== 101),
      [429, 429, 429, 429, 429],
    );
  });

  it('gives the place back when the client does not wait', async () => {
    const waiting = Promise.withResolvers<void>();
    service.sidecar.respond = () => waiting.promise;
    const client = connectTcp(Number(new URL(service.url).port), '127.0.0.1');
    client.write(upgradeRequest(await service.tokenOf(userId)));
    await eventually('the backend is asked', () => service.sidecar.invocations.length === 1);
    client.resetAndDestroy();
    await eventually('the connection is gone', async () => (await service.connections()) === 0);
    waiting.resolve();
    await eventually('the place is free', () => !service.hub.has(userId));
    assert.equal(service.hub.size, 0);
  });

  it('answers what is no proper WebSocket request', async () => {
    const client = connectTcp(Number(new URL(service.url).port), '127.0.0.1');
    client.write(upgradeRequest(await service.tokenOf(userId)).replace(/Sec-WebSocket-Key: .*\r\n/, ''));
    assert.match(await text(client), /^HTTP\/1\.1 400 /);
    assert.equal(service.hub.has(userId), false);
  });

  it('is refused while the service goes away', async () => {
    const waiting = Promise.withResolvers<void>();
    service.sidecar.respond = () => waiting.promise;
    const late = service.connectAs(userId);
    await eventually('the backend is asked', () => service.sidecar.invocations.length === 1);
    const closing = service.close();
    waiting.resolve();
    await assert.rejects(late, { status: 503 });
    await closing;
  });

  it('does not disturb plain HTTP on the same port', async () => {
    assert.equal((await request(`${service.url}/healthz`, 'GET')).status, 200);
    assert.equal((await request(`${service.url}/readyz`, 'GET')).status, 200);
    assert.equal((await request(`${service.url}/ws`, 'GET')).status, 404);
    assert.equal((await request(`${service.url}/events/task-updates`, 'POST', taskChangedOf(userId))).status, 401);
    const h2c = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n';
    assert.equal(answerOf(await exchange(service.url, h2c)).status, 200);
    await service.connectAs(userId);
    assert.match((await request(`${service.url}/metrics`, 'GET')).body, /^websocket_sockets\{.*\} 1$/m);
  });

  const upgradeRequest = (token: string) =>
    `GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer ${token}\r\n\r\n`;
});
