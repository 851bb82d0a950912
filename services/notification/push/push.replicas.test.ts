import assert from 'node:assert/strict';
import { eventually } from '../../../tests/support/eventually.ts';
import { pushStart, usePush } from '../../../tests/support/services/use-push.ts';
import { leaseMs } from './push.delivery.ts';

describe('web push by several replicas, of which some crash,', () => {
  const { push, service, subscribe, later, received, waiting, remind } = usePush();

  it('is sent again after a crash, when the time of whoever had taken it is over', async () => {
    await subscribe('phone');
    await remind();
    await service.orm.em.execute('update push_delivery set attempts = 1, next_at = ?', [
      new Date(pushStart.getTime() + leaseMs),
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
});
