import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from '../../tests/support/api-client.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { sampleTask, sessionEndedOf, taskChangedOf } from '../../tests/support/services/sample-events.ts';
import {
  appApiToken,
  startWebsocket,
  type TestWebsocket,
  type TestWebsocketOptions,
} from '../../tests/support/services/start-websocket.ts';
import { connect } from '../../tests/support/services/test-socket.ts';

describe('a socket is closed', () => {
  let service: TestWebsocket;
  const userId = randomUUID();

  const start = async (options?: TestWebsocketOptions) => {
    service = await startWebsocket(options);
  };
  afterEach(() => service.stop());

  /** As large as a task gets, so that few frames fill the buffers between us and a reader that does not read. */
  const bigEvent = () => taskChangedOf(userId, sampleTask({ description: 'ü'.repeat(10_000) }));

  /** Sends until one of the sockets is closed; answers how many events that took. */
  async function sendUntilClosed(sockets: number): Promise<number> {
    for (let sent = 1; sent < 5_000; sent += 1) {
      assert.equal(await service.deliver(bigEvent()), 'SUCCESS');
      if (service.hub.size < sockets) return sent;
    }
    return assert.fail('A reader that does not read is never closed.');
  }

  it('with 4401 when its session ends, and those of later sessions stay', async () => {
    await start();
    const [old, current, other] = [
      await service.connectAs(userId, { sessionVersion: 1 }),
      await service.connectAs(userId, { sessionVersion: 2 }),
      await service.connectAs(randomUUID(), { sessionVersion: 1 }),
    ];
    assert.equal(await service.deliver(sessionEndedOf(userId, 2)), 'SUCCESS');
    assert.deepEqual(await old.closed, { code: 4401, reason: 'signed out' });
    assert.deepEqual(old.frames, []);
    await service.deliver(taskChangedOf(userId));
    await current.received(1);
    assert.equal(other.socket.readyState, other.socket.OPEN);
    assert.equal(service.hub.size, 2);
  });

  it('with 4401 when its session alone is ended, and those of other sessions stay', async () => {
    await start();
    const sessionId = randomUUID();
    const [ended, other] = [await service.connectAs(userId, { sessionId }), await service.connectAs(userId)];
    assert.equal(await service.deliver(sessionEndedOf(userId, 1, sessionId)), 'SUCCESS');
    assert.deepEqual(await ended.closed, { code: 4401, reason: 'signed out' });
    await service.deliver(taskChangedOf(userId));
    await other.received(1);
  });

  it('with 1012 when the sidecar was restarted, for events may have been missed', async () => {
    await start();
    const subscribe = () =>
      request(`${service.url}/dapr/subscribe`, 'GET', undefined, { 'dapr-api-token': appApiToken });
    await subscribe();
    const before = await service.connectAs(userId);
    await service.deliver(taskChangedOf(userId));
    await before.received(1);
    await subscribe();
    assert.deepEqual(await before.closed, { code: 1012, reason: 'events may have been missed' });
    const after = await service.connectAs(userId);
    await service.deliver(taskChangedOf(userId));
    await after.received(1);
  });

  it('with 4403 when its token expires', async () => {
    let offsetMs = 0;
    await start({ sessionSeconds: 3600, clock: () => new Date(Date.now() + offsetMs) });
    const issuedAt = Math.ceil(Date.now() / 1000) * 1000;
    const token = await service.tokenOf(userId, { issuedAt: new Date(issuedAt) });
    offsetMs = issuedAt + 3600_000 - 300 - Date.now();
    const { closed, socket } = await connect(service.url, { headers: { authorization: `Bearer ${token}` } });
    assert.equal(socket.readyState, socket.OPEN);
    assert.deepEqual(await closed, { code: 4403, reason: 'the session has expired' });
    assert.ok(service.clock().getTime() >= issuedAt + 3600_000, 'and not before');
    assert.equal(service.hub.has(userId), false);
  });

  it('not before its token expires, also when that is further away than a timer can count', async () => {
    const warnings: string[] = [];
    const note = ({ name }: Error) => warnings.push(name);
    process.on('warning', note);
    await start({ sessionSeconds: 60 * 24 * 3600 });
    const client = await service.connectAs(userId);
    await service.deliver(taskChangedOf(userId));
    await client.received(1);
    const again = await service.connectAs(userId);
    await service.deliver(taskChangedOf(userId));
    await Promise.all([client.received(2), again.received(1)]);
    process.off('warning', note);
    assert.ok(!warnings.includes('TimeoutOverflowWarning'), 'no timer fires at once, again and again');
  });

  it('with 4408 when a ping is not answered by the next one; others live on', async () => {
    await start({ pingIntervalMs: 150 });
    const alive = await service.connectAs(userId);
    let pings = 0;
    alive.socket.on('ping', () => {
      pings += 1;
    });
    const { closed } = await service.connectAs(userId, { autoPong: false });
    assert.deepEqual(await closed, { code: 4408, reason: 'a ping got no response' });
    await eventually('several pings are answered', () => pings >= 3);
    assert.equal(alive.socket.readyState, alive.socket.OPEN);
    assert.equal(service.hub.size, 1);
  });

  it('and cut off when the peer does not answer that either', async () => {
    await start({ pingIntervalMs: 40, closeTimeoutMs: 40 });
    const { socket } = await service.connectAs(userId, { autoPong: false });
    socket.pause();
    await eventually('the connection is gone', async () => (await service.connections()) === 0);
    await eventually('and its seat free', () => !service.hub.has(userId));
  });

  it('with 4413 when it reads too slowly; others of the same user get everything', async () => {
    await start();
    const [slow, quick] = [await service.connectAs(userId), await service.connectAs(userId)];
    slow.socket.pause();
    const sent = await sendUntilClosed(2);
    await quick.received(sent);
    slow.socket.resume();
    assert.deepEqual(await slow.closed, { code: 4413, reason: 'frames were read too slowly' });
    assert.ok(slow.frames.length < sent);
  });

  it('and cut off when it reads nothing at all', async () => {
    await start({ closeTimeoutMs: 40 });
    const { socket } = await service.connectAs(userId);
    socket.pause();
    await sendUntilClosed(1);
    await eventually('the connection is gone', async () => {
      const metrics = await request(`${service.url}/metrics`, 'GET');
      return metrics.body.includes('websocket_closed_total{code="1006"');
    });
  });

  it('with 1009 when it sends more than 4 KiB', async () => {
    await start();
    const { socket, closed } = await service.connectAs(userId);
    socket.send('x'.repeat(4 * 1024 + 1));
    assert.equal((await closed).code, 1009);
    await eventually('its place is free', () => !service.hub.has(userId));
  });

  it('with 1003 when it sends something binary', async () => {
    await start();
    const { socket, closed } = await service.connectAs(userId);
    socket.send(Buffer.from([1, 2, 3]));
    assert.deepEqual(await closed, { code: 1003, reason: 'binary frames are not understood' });
  });

  it('with 4400 when it sends anything else', async () => {
    await start();
    const { socket, closed } = await service.connectAs(userId);
    socket.send('{"type":"subscribe"}');
    socket.send('and more');
    assert.deepEqual(await closed, { code: 4400, reason: 'clients have nothing to send' });
  });

  it('with 1007 or 1002 when what it sends is no valid WebSocket', async () => {
    await start();
    const invalidText = await service.connectAs(userId);
    invalidText.socket.send(Buffer.from([0xc3, 0x28]), { binary: false });
    assert.equal((await invalidText.closed).code, 1007);
    const noFrame = await service.connectAs(userId);
    (noFrame.socket as unknown as { _socket: { write(data: string): void } })._socket.write('GET / HTTP/1.1\r\n\r\n');
    assert.equal((await noFrame.closed).code, 1002);
    await eventually('their places are free', () => !service.hub.has(userId));
  });

  it('with 1001 when the service goes away, which waits for it', async () => {
    await start();
    const clients = [await service.connectAs(userId), await service.connectAs(randomUUID())];
    await service.close();
    for (const { closed } of clients) {
      assert.deepEqual(await closed, { code: 1001, reason: 'the server is going away' });
    }
    assert.equal(service.hub.size, 0);
  });

  it('when the service goes away even if it never says good-bye', async () => {
    await start({ closeTimeoutMs: 40 });
    const { socket } = await service.connectAs(userId);
    socket.pause();
    await service.close();
    assert.equal(service.hub.size, 0);
  });
});
