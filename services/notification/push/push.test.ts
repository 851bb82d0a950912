import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { PushServer, type ReceivedPush } from '../../../tests/support/services/push-server.ts';
import { reminderEventOf } from '../../../tests/support/services/sample-events.ts';
import { useNotification } from '../../../tests/support/services/start-notification.ts';
import { useStarted } from '../../../tests/support/use-started.ts';
import { leaseMs } from './push.delivery.ts';
import { devicesPerPerson } from './subscription.service.ts';

const start = new Date('2026-01-31T12:00:00.000Z');

describe('web push', () => {
  const push = useStarted(async () => {
    const server = await PushServer.start();
    return { server, stop: () => server.stop() };
  });
  const service = useNotification(() => ({ pushServices: [push.server.origin, 'fcm.googleapis.com'] }));
  let ownerId: string;
  let taskId: string;
  const sessionId = randomUUID();

  beforeEach(async () => {
    service.clock.now = new Date(start);
    service.logLines.length = 0;
    service.sidecar.failing.clear();
    await service.orm.em.execute('select erase_account(id) from "user"');
    push.server.received.length = 0;
    push.server.respond = () => ({ status: 201 });
    ownerId = await service.addUser({ timeZone: 'Europe/Berlin' });
    taskId = await service.addTask(ownerId);
  });
  afterEach(() => assert.deepEqual(push.server.invalid.splice(0), []));

  const subscribe = (device: string, owner = ownerId) =>
    service.ask('PUT', `users/${owner}/push/subscriptions`, { ...push.server.subscribe(device), sessionId });
  const devices = async (owner = ownerId) =>
    (await service.ask('GET', `users/${owner}/push/subscriptions`)).body.items.length;
  const later = (ms: number) => {
    service.clock.now = new Date(service.clock.now.getTime() + ms);
  };
  const received = () => push.server.received.map(({ device }: ReceivedPush) => device).sort();
  const waiting = async () => (await service.orm.em.execute('select from push_delivery')).length;
  const channels = async () => (await service.ask('GET', `users/${ownerId}/notifications`)).body.items[0].channels;
  const remind = async (differences = {}) => {
    const event = reminderEventOf(ownerId, { taskId, dueAt: '2026-01-31T12:30:00.000Z', ...differences });
    assert.deepEqual(await service.deliver(event), ['SUCCESS']);
    return event;
  };

  it('reaches each browser of the owner once, encrypted and signed, and the notification says so', async () => {
    for (const device of ['phone', 'laptop']) assert.equal((await subscribe(device)).status, 204);
    await subscribe('of another', await service.addUser());
    const event = await remind();
    assert.deepEqual(await channels(), []);
    await service.push();
    await service.deliver(event);
    await service.push();
    assert.deepEqual(received(), ['laptop', 'phone']);
    const [{ message, ttl, urgency, topic } = assert.fail()] = push.server.received;
    const { reminderId, fireAt } = event.data;
    assert.deepEqual(message, {
      title: 'Pay rent',
      body: 'This is due on Saturday, 31 January 2026 at 13:30.',
      taskId,
      reminderId,
      fireAt,
    });
    assert.deepEqual([ttl, urgency, topic], ['86400', 'high', reminderId.replaceAll('-', '')]);
    assert.equal(await waiting(), 0);
    assert.deepEqual(await channels(), ['push']);
    assert.doesNotMatch(service.logLines.join(), /rent|127\.0\.0\.1/);
  });

  it('fits into a message, however long the title is', async () => {
    await subscribe('phone');
    await remind({ title: '𝕏'.repeat(100) });
    await service.push();
    assert.deepEqual(received(), ['phone']);
  });

  for (const status of [404, 410]) {
    it(`removes a browser whose push service responds with ${status}, and no other`, async () => {
      for (const device of ['gone', 'phone']) await subscribe(device);
      push.server.respond = (device) => ({ status: device === 'gone' ? status : 201 });
      await remind();
      await service.push();
      assert.deepEqual([await devices(), await waiting(), received()], [1, 0, ['gone', 'phone']]);
    });
  }

  it('waits as long as Retry-After says, in seconds or to a date, and longer after each failure', async () => {
    await subscribe('phone');
    const date = new Date(Date.now() + 3600_000).toUTCString();
    const responses = [
      { status: 429, headers: { 'retry-after': '90' } },
      { status: 503, headers: { 'retry-after': date } },
      { status: 500 },
      { status: 201 },
    ];
    push.server.respond = (_, before) => responses[before]!;
    await remind();
    await service.push();
    later(89_000);
    await service.push();
    assert.equal(received().length, 1);
    later(1_000);
    await service.push();
    assert.equal(received().length, 2);
    later(3_590_000);
    await service.push();
    assert.equal(received().length, 2);
    later(11_000);
    await service.push();
    assert.equal(received().length, 3);
    later(29_000);
    await service.push();
    assert.equal(received().length, 3);
    later(1_000);
    await service.push();
    assert.deepEqual([received().length, await waiting(), await channels()], [4, 0, ['push']]);
  });

  it('gives up after a day, and at once when that is what Retry-After asks for', async () => {
    await subscribe('phone');
    push.server.respond = () => ({ status: 429, headers: { 'retry-after': '86401' } });
    await remind();
    await service.push();
    assert.deepEqual([await waiting(), await devices(), await channels()], [0, 1, []]);
  });

  it('gives up when the push service refuses it, and keeps the browser', async () => {
    await subscribe('phone');
    push.server.respond = () => ({ status: 403 });
    await remind();
    await service.push();
    assert.deepEqual([await waiting(), await devices()], [0, 1]);
  });

  it('follows no redirect', async () => {
    let asked = 0;
    const other = createServer((_, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    await subscribe('phone');
    push.server.respond = (_, before) => ({ status: [301, 307, 308][before]!, headers: { location } });
    for (let n = 0; n < 3; n += 1) {
      await remind();
      await service.push();
    }
    other.close();
    assert.deepEqual([asked, received().length, await waiting()], [0, 3, 0]);
  });

  it('is sent to the others while a push service hangs, and to that one when it is back', async () => {
    for (const device of ['hanging', 'phone']) await subscribe(device);
    push.server.respond = (device, before) => (device === 'hanging' && before === 0 ? 'hang' : { status: 201 });
    await remind();
    await service.push();
    assert.deepEqual([received(), await waiting()], [['hanging', 'phone'], 1]);
    later(1_000);
    await service.push();
    assert.deepEqual([received(), await waiting()], [['hanging', 'hanging', 'phone'], 0]);
  });

  it('is sent again after a crash, when the time of whoever had taken it is over', async () => {
    await subscribe('phone');
    await remind();
    await service.orm.em.execute('update push_delivery set attempts = 1, next_at = ?', [
      new Date(start.getTime() + leaseMs),
    ]);
    later(leaseMs - 1);
    await service.push();
    assert.deepEqual(received(), []);
    later(1);
    await service.push();
    assert.deepEqual(received(), ['phone']);
  });

  it('is taken by one replica alone, however many send at the same time', async () => {
    for (let n = 0; n < 8; n += 1) await subscribe(`device-${n}`);
    for (let n = 0; n < 5; n += 1) await remind();
    while ((await waiting()) > 0) await Promise.all([service.push(), service.push(), service.push()]);
    assert.equal(received().length, 40);
    assert.equal(new Set(push.server.received.map(({ device, topic }) => device + topic)).size, 40);
  });

  it('does not wait for what another replica is just taking', async () => {
    for (const device of ['laptop', 'phone']) await subscribe(device);
    await remind();
    const other = service.orm.em.fork();
    await other.begin();
    const locked = await other.execute(
      `select from push_delivery d join push_subscription s on s.id = d.subscription_id
        where s.endpoint like '%/laptop' for update of d`,
    );
    assert.equal(locked.length, 1);
    const pushing = service.push();
    try {
      await eventually('the push to the other browser', () => received().length > 0);
      assert.deepEqual(received(), ['phone']);
    } finally {
      await other.rollback();
      await pushing;
    }
    await service.push();
    assert.deepEqual(received(), ['laptop', 'phone']);
  });

  it('is not sent in quiet hours, and not while nobody knows whether it is one', async () => {
    await subscribe('phone');
    const quietHours = { from: '13:00', to: '14:00' };
    await service.ask('PUT', `users/${ownerId}/preferences`, { email: false, quietHours });
    service.sidecar.failing.add('getState');
    await remind();
    await service.push();
    assert.deepEqual([received(), await waiting()], [[], 1]);
    service.sidecar.failing.clear();
    later(1_000);
    await service.push();
    assert.deepEqual([received(), await waiting()], [[], 0]);
    later(3_600_000);
    await remind();
    await service.push();
    assert.deepEqual(received(), ['phone']);
  });

  it('is not sent for a task that was completed or deleted meanwhile', async () => {
    await subscribe('phone');
    await remind({ taskId: await service.addTask(ownerId, { completedAt: start }) });
    await remind({ taskId: randomUUID() });
    await service.push();
    assert.deepEqual([received(), await waiting()], [[], 0]);
  });

  it('goes with its account', async () => {
    await subscribe('phone');
    await remind();
    await service.orm.em.execute('select erase_account(?)', [ownerId]);
    await service.push();
    assert.deepEqual([received(), await waiting(), await devices()], [[], 0, 0]);
  });

  describe('subscriptions', () => {
    it('belong to whoever subscribed last, and nothing that waits for somebody else is sent to the browser', async () => {
      const eve = await service.addUser();
      await subscribe('shared');
      await remind();
      await subscribe('shared', eve);
      await service.push();
      assert.deepEqual([received(), await devices(), await devices(eve)], [[], 0, 1]);
    });

    it('are removed by their address, and only by their owner', async () => {
      const { endpoint } = push.server.subscribe('phone');
      await subscribe('phone');
      const remove = (owner: string) => service.ask('DELETE', `users/${owner}/push/subscriptions`, { endpoint });
      assert.equal((await remove(await service.addUser())).status, 204);
      assert.equal(await devices(), 1);
      assert.equal((await remove(ownerId)).status, 204);
      assert.equal(await devices(), 0);
    });

    it('may be made again, and there are so many of one person', async () => {
      for (let n = 0; n <= devicesPerPerson; n += 1) {
        await subscribe(`device-${n}`);
        later(1);
      }
      await subscribe(`device-${devicesPerPerson}`);
      assert.equal(await devices(), devicesPerPerson);
      await remind();
      while ((await waiting()) > 0) await service.push();
      assert.ok(!received().includes('device-0'));
    });

    const valid = () => ({ ...push.server.subscribe('phone'), sessionId });
    for (const [what, change, field] of [
      ['an address of nobody that is allowed', { endpoint: 'https://example.com/push' }, 'endpoint'],
      ['an address without https', { endpoint: 'http://fcm.googleapis.com/fcm/send/x' }, 'endpoint'],
      ['an address that is none', { endpoint: 'file:///etc/passwd' }, 'endpoint'],
      ['a key that is no point', { keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) } }, 'keys.p256dh'],
      ['a secret that is too short', { keys: { ...valid, auth: 'AAAA' } }, 'keys.auth'],
      ['an unknown field', { name: 'phone' }, 'name'],
    ] as const) {
      it(`refuse ${what}, naming ${field}`, async () => {
        const response = await service.ask('PUT', `users/${ownerId}/push/subscriptions`, { ...valid(), ...change });
        assertProblem(response, 400, 'validation_failed', field);
        assert.equal(await devices(), 0);
      });
    }

    it('come from the backend alone', async () => {
      for (const [method, path] of [
        ['GET', 'push/key'],
        ['GET', `users/${ownerId}/push/subscriptions`],
        ['PUT', `users/${ownerId}/push/subscriptions`],
        ['DELETE', `users/${ownerId}/push/subscriptions`],
      ] as const) {
        const body = method === 'GET' ? undefined : valid();
        assert.equal((await service.ask(method, path, body, { 'dapr-api-token': 'x' })).status, 401, path);
      }
      assert.deepEqual((await service.ask('GET', 'push/key')).body, { key: service.pushKey });
    });
  });
});

describe('web push that is not set up', () => {
  const service = useNotification();

  it('has no key, takes no browser, and writes notifications as ever', async () => {
    const ownerId = await service.addUser();
    assert.equal((await service.ask('GET', 'push/key')).status, 404);
    assert.equal((await service.ask('PUT', `users/${ownerId}/push/subscriptions`, {})).status, 404);
    assert.deepEqual(await service.deliver(reminderEventOf(ownerId)), ['SUCCESS']);
  });
});
