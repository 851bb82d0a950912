import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { components } from '../../shared/events/topics.ts';
import { createMetrics } from '../../shared/http/metrics.ts';
import { type Listening, listen } from '../../shared/http/server/server.ts';
import { createLogger } from '../../shared/logger.ts';
import { currentTraceparent } from '../../shared/trace.ts';
import { request } from '../../tests/support/api-client.ts';
import { deliver, deliverBulk } from '../../tests/support/services/deliver.ts';
import { MemorySidecar, refusal } from '../../tests/support/services/memory-sidecar.ts';
import { sampleTask, taskEventOf } from '../../tests/support/services/sample-events.ts';
import { createRecurring } from './app.ts';

const appApiToken = 'the-app-api-token-of-tests';
const completedAt = '2026-01-31T08:00:00.000Z';

describe('the recurring service', () => {
  let sidecar: MemorySidecar;
  let server: Listening;
  let url: string;

  beforeEach(async () => {
    sidecar = new MemorySidecar();
    sidecar.respond = () => ({ successorId: randomUUID() });
    const app = createRecurring({
      sidecar,
      appApiToken,
      logger: createLogger('recurring', 'silent'),
      metrics: createMetrics('recurring'),
    });
    server = await listen(app.callback(), 0, '127.0.0.1');
    url = `http://127.0.0.1:${server.port}`;
  });

  afterEach(async () => {
    server.server.closeAllConnections();
    await server.close();
  });

  const recurring = () =>
    sampleTask({
      completed: true,
      completedAt,
      due: { date: '2026-01-31', time: '09:00', timeZone: 'Europe/Berlin' },
      recurrence: { frequency: 'monthly', interval: 1, from: 'due' },
    });
  const completed = () => taskEventOf('completed', recurring());
  const deliverAll = (...events: unknown[]) => deliverBulk(url, appApiToken, 'task-events', events);

  it('subscribes to task events in bulk, with a dead-letter topic', async () => {
    const { body } = await request(`${url}/dapr/subscribe`, 'GET', undefined, { 'dapr-api-token': appApiToken });
    assert.deepEqual(body, [
      {
        pubsubname: 'pubsub',
        topic: 'task-events',
        route: '/events/task-events',
        deadLetterTopic: 'task-events.dead-letter',
        bulkSubscribe: { enabled: true, maxMessagesCount: 100, maxAwaitDurationMs: 100 },
      },
    ]);
  });

  it('has the backend make the successor of a completed recurring task', async () => {
    const event = completed();
    assert.deepEqual(await deliverAll(event), ['SUCCESS']);
    assert.deepEqual(sidecar.invocations, [
      {
        appId: 'backend',
        method: 'POST',
        path: 'internal/successors',
        body: { taskId: event.subject, completedAt },
      },
    ]);
  });

  it('takes an event delivered on its own as well', async () => {
    assert.equal(await deliver(url, appApiToken, 'task-events', completed()), 'SUCCESS');
    assert.equal(sidecar.invocations.length, 1);
  });

  it('does not ask again for an event that comes again, and remembers it for a week', async () => {
    const event = completed();
    await deliverAll(event);
    assert.deepEqual(await deliverAll(event), ['SUCCESS']);
    assert.equal(sidecar.invocations.length, 1);
    const expiry = sidecar.expiryOf(components.stateStore, `completion-${event.id}`);
    assert.ok(expiry && Math.abs(expiry - Date.now() - 7 * 24 * 3600 * 1000) < 60_000);
  });

  it('counts a task that has no successor (any more) as done', async () => {
    sidecar.respond = () => ({ successorId: null });
    const event = completed();
    assert.deepEqual(await deliverAll(event, event), ['SUCCESS', 'SUCCESS']);
    assert.equal(sidecar.invocations.length, 1);
  });

  it('asks for nothing when a task is not recurring, or anything else happened to one', async () => {
    const others = (['created', 'updated', 'reopened', 'deleted'] as const).map((change) =>
      taskEventOf(change, recurring()),
    );
    const once = taskEventOf('completed', sampleTask({ completed: true, completedAt }));
    sidecar.failing.add('getState');
    assert.deepEqual(new Set(await deliverAll(once, ...others)), new Set(['SUCCESS']));
    assert.deepEqual(sidecar.invocations, []);
  });

  for (const status of [400, 404, 409, 422, 500]) {
    it(`lets the event come again when the backend answers ${status}, and then does the work`, async () => {
      const { respond } = sidecar;
      sidecar.respond = (call) => {
        throw refusal(call, status, { code: 'whatever' });
      };
      const event = completed();
      assert.deepEqual(await deliverAll(event), ['RETRY']);
      sidecar.respond = respond;
      assert.deepEqual(await deliverAll(event), ['SUCCESS']);
      assert.equal(sidecar.invocations.length, 2);
    });
  }

  it('does not take an answer it cannot understand for a success', async () => {
    sidecar.respond = () => 'Bad gateway';
    assert.deepEqual(await deliverAll(completed()), ['RETRY']);
  });

  it('does not let one event that has to come again hold up another', async () => {
    const [down, up] = [completed(), completed()];
    const later = taskEventOf('updated', sampleTask({ id: down.subject }));
    sidecar.respond = (call) => {
      if ((call.body as { taskId: string }).taskId === down.subject) throw refusal(call, 503);
      return { successorId: null };
    };
    assert.deepEqual(await deliverAll(down, later, up), ['RETRY', 'SUCCESS', 'SUCCESS']);
  });

  it('still does its work, through the backend, while the state store is down', async () => {
    const event = completed();
    sidecar.failing.add('getState').add('saveState');
    assert.deepEqual(await deliverAll(event), ['SUCCESS']);
    assert.deepEqual(await deliverAll(event), ['SUCCESS']);
    assert.equal(sidecar.invocations.length, 2, 'the backend, which knows what it did, is asked each time');
  });

  it('drops malformed events, and takes the healthy ones beside them', async () => {
    const good = completed();
    const bad = [{ ...completed(), id: 'no-uuid' }, { ...completed(), type: 'task.completed.v9' }, 'text', null];
    assert.deepEqual(await deliverAll(...bad, good), ['DROP', 'DROP', 'DROP', 'DROP', 'SUCCESS']);
    assert.equal(sidecar.invocations.length, 1);
  });

  it('takes a bulk of the largest tasks there can be', async () => {
    const description = '\u0001'.repeat(10_000);
    const events = Array.from({ length: 100 }, () =>
      taskEventOf('completed', { ...recurring(), description, title: '\u0001'.repeat(200) }),
    ).map((event) => ({ ...event, data: { ...event.data, previous: { description } } }));
    assert.deepEqual(new Set(await deliverAll(...events)), new Set(['SUCCESS']));
  });

  it('hands the trace of the event on to the backend', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    let seen: string | undefined;
    sidecar.respond = () => {
      seen = currentTraceparent();
      return { successorId: null };
    };
    await deliverAll({ ...completed(), traceparent });
    assert.equal(seen, traceparent);
  });

  it('lets nobody in but its sidecar', async () => {
    for (const headers of [{}, { 'dapr-api-token': 'another' }]) {
      assert.equal((await request(`${url}/events/task-events`, 'POST', completed(), headers)).status, 401);
      assert.equal((await request(`${url}/dapr/subscribe`, 'GET', undefined, headers)).status, 401);
    }
    assert.deepEqual(sidecar.invocations, []);
  });

  it('is alive always, and ready while its sidecar is', async () => {
    assert.equal((await request(`${url}/readyz`, 'GET')).status, 200);
    sidecar.failing.add('waitUntilReady');
    assert.equal((await request(`${url}/readyz`, 'GET')).status, 503);
    assert.equal((await request(`${url}/healthz`, 'GET')).status, 200);
    assert.match((await request(`${url}/metrics`, 'GET')).body, /consumer_events_total/);
  });
});
