import assert from 'node:assert/strict';
import { appApiToken, useBackend } from '../../../tests/support/backend/start-backend.ts';
import { deliver } from '../../../tests/support/services/deliver.ts';
import { useClient } from '../../../tests/support/use-client.ts';
import { createUnitOfWork } from '../platform/unit-of-work.ts';
import { listDeadLetters, replayDeadLetters } from './dead-letter.service.ts';

describe('dead letters', () => {
  const backend = useBackend();
  const ada = useClient(backend);
  beforeEach(async () => {
    await backend.orm.em.execute('delete from dead_letter; delete from outbox_event');
  });

  /** An event as the outbox holds it, taken out of it as if it had been published. */
  async function published(topic: string) {
    await ada.post('/api/tasks', { title: 'x' });
    const [row] = await backend.orm.em.execute('select event from outbox_event where topic = ?', [topic]);
    await backend.orm.em.execute('delete from outbox_event');
    return row?.event;
  }
  const die = (topic: string, event: unknown) => deliver(backend.url, appApiToken, `${topic}.dead-letter`, event);
  const list = () => createUnitOfWork(backend.orm).transactional(listDeadLetters);
  const outbox = () => backend.orm.em.execute('select topic, partition_key, event from outbox_event order by sequence');

  it('are kept once, however often they are delivered', async () => {
    const event = await published('task-events');
    assert.equal(await die('task-events', event), 'SUCCESS');
    assert.equal(await die('task-events', event), 'SUCCESS');
    const letters = await list();
    assert.deepEqual(
      letters.map(({ topic, event: kept }) => ({ topic, event: kept })),
      [{ topic: 'task-events', event }],
    );
  });

  for (const [topic, key] of [
    ['task-events', (event: { subject: string }) => event.subject],
    ['task-updates', () => ada.userId],
  ] as const) {
    it(`of ${topic} are replayed through the outbox, as the same events with the same partition key`, async () => {
      const event = await published(topic);
      await die(topic, event);
      assert.equal(await createUnitOfWork(backend.orm).transactional((tx) => replayDeadLetters(tx)), 1);
      assert.deepEqual(await outbox(), [{ topic, partition_key: key(event), event }]);
      assert.deepEqual(await list(), []);
    });
  }

  it('are replayed one by one when their ids are given', async () => {
    await die('task-events', await published('task-events'));
    await die('task-events', await published('task-events'));
    const [first] = await list();
    assert.equal(await createUnitOfWork(backend.orm).transactional((tx) => replayDeadLetters(tx, [first!.id])), 1);
    assert.equal((await list()).length, 1);
    assert.deepEqual((await outbox())[0]?.event, first!.event);
  });
});
