import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { reminderEventOf } from '../../../tests/support/services/sample-events.ts';
import { useNotification } from '../../../tests/support/services/start-notification.ts';
import { pushStart, usePush } from '../../../tests/support/services/use-push.ts';

describe('web push', () => {
  const { push, service, ada, subscribe, devices, later, received, waiting, channels, remind } = usePush();

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
      taskId: ada.taskId,
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

  it('is not sent in quiet hours, and not while nobody knows whether it is one', async () => {
    await subscribe('phone');
    const quietHours = { from: '13:00', to: '14:00' };
    await service.ask('PUT', `users/${ada.id}/preferences`, { email: false, quietHours });
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
    await remind({ taskId: await service.addTask(ada.id, { completedAt: pushStart }) });
    await remind({ taskId: randomUUID() });
    await service.push();
    assert.deepEqual([received(), await waiting()], [[], 0]);
  });

  it('goes with its account', async () => {
    await subscribe('phone');
    await remind();
    await service.orm.em.execute('select erase_account(?)', [ada.id]);
    await service.push();
    assert.deepEqual([received(), await waiting(), await devices()], [[], 0, 0]);
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
