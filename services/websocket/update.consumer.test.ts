import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from '../../tests/support/api-client.ts';
import {
  listChangedOf,
  reminderEventOf,
  sampleTask,
  sampleTime,
  sessionEndedOf,
  taskChangedOf,
} from '../../tests/support/services/sample-events.ts';
import { appApiToken, useWebsocket } from '../../tests/support/services/start-websocket.ts';

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('an update', () => {
  const service = useWebsocket();
  const ada = randomUUID();
  const bob = randomUUID();

  it('is subscribed to on the broadcast component, in bulks that do not wait for long', async () => {
    const { body } = await request(`${service.url}/dapr/subscribe`, 'GET', undefined, {
      'dapr-api-token': appApiToken,
    });
    assert.deepEqual(body, [
      {
        pubsubname: 'broadcast',
        topic: 'task-updates',
        route: '/events/task-updates',
        deadLetterTopic: 'task-updates.dead-letter',
        bulkSubscribe: { enabled: true, maxMessagesCount: 100, maxAwaitDurationMs: 2 },
      },
    ]);
  });

  it('of a task becomes one frame, exactly as the contract has it', async () => {
    const client = await service.connectAs(ada);
    const task = sampleTask();
    const event = { ...taskChangedOf(ada, task, 'created'), traceparent };
    assert.equal(
      await service.deliver({ ...event, traceid: 'added by a sidecar', pubsubname: 'broadcast' }),
      'SUCCESS',
    );
    assert.deepEqual(await client.received(1), [
      {
        id: event.id,
        type: 'task.changed',
        time: sampleTime.toISOString(),
        traceparent,
        data: { change: 'created', task },
      },
    ]);
  });

  it('of a list becomes one frame, exactly as the contract has it', async () => {
    const client = await service.connectAs(ada);
    const event = { ...listChangedOf(ada), traceparent };
    assert.equal(await service.deliver(event), 'SUCCESS');
    const { change, list } = event.data;
    assert.deepEqual(await client.received(1), [
      { id: event.id, type: 'list.changed', time: sampleTime.toISOString(), traceparent, data: { change, list } },
    ]);
  });

  it('of a reminder becomes one frame, exactly as the contract has it', async () => {
    const client = await service.connectAs(ada);
    const event = { ...reminderEventOf(ada, { dueAt: null }), traceparent };
    const { taskId, reminderId, title, fireAt } = event.data;
    assert.equal(await service.deliver(event), 'SUCCESS');
    assert.deepEqual(await client.received(1), [
      {
        id: event.id,
        type: 'reminder.due',
        time: sampleTime.toISOString(),
        traceparent,
        data: { taskId, reminderId, title, dueAt: null, fireAt },
      },
    ]);
  });

  it("reaches all of the owner's sockets and nobody else's, in order", async () => {
    const [first, second, other] = [
      await service.connectAs(ada),
      await service.connectAs(ada),
      await service.connectAs(bob),
    ];
    const events = ['created', 'updated', 'completed'].map((change) =>
      taskChangedOf(ada, sampleTask(), change as 'created' | 'updated' | 'completed'),
    );
    for (const event of events) await service.deliver(event);
    const last = taskChangedOf(bob);
    await service.deliver(last);
    const idsOf = (frames: unknown[]) => (frames as { id: string }[]).map(({ id }) => id);
    const ids = events.map(({ id }) => id);
    assert.deepEqual(idsOf(await first.received(3)), ids);
    assert.deepEqual(idsOf(await second.received(3)), ids);
    assert.deepEqual(idsOf(await other.received(1)), [last.id], "only Bob's own came to Bob");
    const metrics = await request(`${service.url}/metrics`, 'GET');
    assert.match(metrics.body, /^websocket_frames_total\{type="task.changed",.*\} 7$/m);
  });

  it('comes in bulks, which keep the order of all that its owner did', async () => {
    const client = await service.connectAs(ada);
    const [one, other] = [sampleTask(), sampleTask()];
    const events = [one, one, other, one, other].map((task) => taskChangedOf(ada, task));
    const outcomes = await service.deliverBulk(ada, [...events.slice(0, 3), {}, ...events.slice(3)]);
    assert.deepEqual(outcomes, ['SUCCESS', 'SUCCESS', 'SUCCESS', 'DROP', 'SUCCESS', 'SUCCESS']);
    assert.deepEqual(
      ((await client.received(5)) as { id: string }[]).map(({ id }) => id),
      events.map(({ id }) => id),
    );
  });

  it('comes in bulks of the largest tasks there can be', async () => {
    const task = sampleTask({ description: '\u0001'.repeat(10_000), title: '\u0001'.repeat(200) });
    const outcomes = await service.deliverBulk(
      ada,
      Array.from({ length: 100 }, () => taskChangedOf(ada, task)),
    );
    assert.deepEqual(new Set(outcomes), new Set(['SUCCESS']));
  });

  it('is text, so that a browser can read it', async () => {
    const client = await service.connectAs(ada);
    const kinds: boolean[] = [];
    client.socket.on('message', (_, isBinary) => kinds.push(isBinary));
    await service.deliver(taskChangedOf(ada));
    await client.received(1);
    assert.deepEqual(kinds, [false]);
  });

  it('is done when its owner is not connected (any more)', async () => {
    const client = await service.connectAs(ada);
    client.socket.close();
    await client.closed;
    for (const event of [taskChangedOf(ada), taskChangedOf(bob), reminderEventOf(ada), sessionEndedOf(ada, 9)]) {
      assert.equal(await service.deliver(event), 'SUCCESS');
    }
  });

  it('goes to the dead letters when it is malformed, and sends nothing', async () => {
    const client = await service.connectAs(ada);
    const good = taskChangedOf(ada);
    const bad = [
      { ...good, type: 'task.created.v1' },
      { ...good, data: { ...good.data, ownerId: 'ada' } },
      { ...good, data: { ownerId: ada, change: 'exploded', task: sampleTask() } },
      { ...good, specversion: '0.3' },
      {},
    ];
    for (const event of bad) assert.equal(await service.deliver(event), 'DROP');
    await service.deliver(good);
    assert.equal((await client.received(1)).length, 1);
  });

  it('is accepted from the sidecar only', async () => {
    const client = await service.connectAs(ada);
    for (const headers of [{}, { 'dapr-api-token': 'another' }]) {
      const response = await request(`${service.url}/events/task-updates`, 'POST', taskChangedOf(ada), headers);
      assert.equal(response.status, 401);
    }
    const good = taskChangedOf(ada);
    await service.deliver(good);
    assert.deepEqual(
      ((await client.received(1)) as { id: string }[]).map(({ id }) => id),
      [good.id],
    );
  });
});
