import assert from 'node:assert/strict';
import { assertProblem } from '../../../tests/support/assert-problem.ts';
import { usePush } from '../../../tests/support/services/use-push.ts';
import { devicesPerPerson } from './subscription.service.ts';

describe('subscriptions to web push', () => {
  const { push, service, ada, sessionId, subscribe, devices, later, received, waiting, remind } = usePush();

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
    assert.equal((await remove(ada.id)).status, 204);
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
      const response = await service.ask('PUT', `users/${ada.id}/push/subscriptions`, { ...valid(), ...change });
      assertProblem(response, 400, 'validation_failed', field);
      assert.equal(await devices(), 0);
    });
  }

  it('come from the backend alone', async () => {
    for (const [method, path] of [
      ['GET', 'push/key'],
      ['GET', `users/${ada.id}/push/subscriptions`],
      ['PUT', `users/${ada.id}/push/subscriptions`],
      ['DELETE', `users/${ada.id}/push/subscriptions`],
    ] as const) {
      const body = method === 'GET' ? undefined : valid();
      assert.equal((await service.ask(method, path, body, { 'dapr-api-token': 'x' })).status, 401, path);
    }
    assert.deepEqual((await service.ask('GET', 'push/key')).body, { key: service.pushKey });
  });
});
