import assert from 'node:assert/strict';
import { z } from 'zod';
import { request } from '../../tests/support/api-client.ts';
import { deliver, deliverBulk } from '../../tests/support/services/deliver.ts';
import { createApp } from '../http/app.ts';
import { createMetrics } from '../http/metrics.ts';
import { type Listening, listen } from '../http/server/server.ts';
import { createLogger } from '../logger.ts';
import { currentTraceId } from '../trace.ts';
import { consumerRoutes, subscriptionTo } from './consumer.ts';

describe('the routes of a consumer', () => {
  const token = { 'dapr-api-token': 'the-app-api-token-of-tests' };
  const event = z.object({ id: z.string(), subject: z.string(), fails: z.boolean().default(false) });
  let server: Listening;
  let url: string;
  let handled: { id: string; traceId: string | undefined }[];

  before(async () => {
    const [logger, metrics] = [createLogger('test', 'silent'), createMetrics('test')];
    const handle = async ({ id, fails }: z.output<typeof event>) => {
      if (fails) throw new Error('not now');
      handled.push({ id, traceId: currentTraceId() });
    };
    const bulk = { maxMessagesCount: 100, maxAwaitDurationMs: 50 };
    const routes = consumerRoutes(
      [
        subscriptionTo('task-updates', { schema: event, handle }),
        subscriptionTo('reminders', { schema: event, handle, bulk }),
      ],
      { appApiToken: token['dapr-api-token'], logger, metrics },
    );
    server = await listen(createApp({ logger, metrics }, [routes]).callback(), 0, '127.0.0.1');
    url = `http://127.0.0.1:${server.port}`;
  });
  after(() => server.close());
  beforeEach(() => {
    handled = [];
  });

  const single = (body: unknown) => deliver(url, token['dapr-api-token'], 'task-updates', body);
  const inBulk = (...events: unknown[]) => deliverBulk(url, token['dapr-api-token'], 'reminders', events);
  const ofOneKey = (...events: unknown[]) =>
    deliverBulk(url, token['dapr-api-token'], 'reminders', events, () => 'the same');

  it('tell the sidecar what to deliver where, and where failures go', async () => {
    const { body } = await request(`${url}/dapr/subscribe`, 'GET', undefined, token);
    assert.deepEqual(body, [
      {
        pubsubname: 'broadcast',
        topic: 'task-updates',
        route: '/events/task-updates',
        deadLetterTopic: 'task-updates.dead-letter',
      },
      {
        pubsubname: 'pubsub',
        topic: 'reminders',
        route: '/events/reminders',
        deadLetterTopic: 'reminders.dead-letter',
        bulkSubscribe: { enabled: true, maxMessagesCount: 100, maxAwaitDurationMs: 50 },
      },
    ]);
  });

  it('answer SUCCESS when the work is done, RETRY when it failed, DROP when the event is none', async () => {
    assert.equal(await single({ id: 'a', subject: 's' }), 'SUCCESS');
    assert.equal(await single({ id: 'b', subject: 's', fails: true }), 'RETRY');
    for (const body of [{ id: 1 }, [], 'text', null, 7]) assert.equal(await single(body), 'DROP');
    assert.deepEqual(
      handled.map(({ id }) => id),
      ['a'],
    );
  });

  it('answer for each event of a bulk by itself, in order within a subject', async () => {
    const events = [
      { id: '1', subject: 'a' },
      { id: '2', subject: 'a', fails: true },
      { id: '3', subject: 'a' },
      { subject: 'a' },
      { id: '4', subject: 'b' },
    ];
    assert.deepEqual(await inBulk(...events), ['SUCCESS', 'RETRY', 'SUCCESS', 'DROP', 'SUCCESS']);
    const ofA = handled.map(({ id }) => id).filter((id) => id !== '4');
    assert.deepEqual(ofA, ['1', '3']);
  });

  it('handle the events of one partition key in their order, whatever they are about', async () => {
    const events = ['a', 'a', 'b', 'a', 'b'].map((subject, index) => ({ id: String(index), subject }));
    await ofOneKey(...events);
    assert.deepEqual(
      handled.map(({ id }) => id),
      ['0', '1', '2', '3', '4'],
    );
  });

  it('work within the trace that the event carries', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    await single({ id: 'a', subject: 's', traceparent: `00-${traceId}-b7ad6b7169203331-01` });
    assert.equal(handled[0]?.traceId, traceId);
  });

  it('let nobody in but the sidecar', async () => {
    for (const headers of [{}, { 'dapr-api-token': 'wrong' }]) {
      assert.equal((await request(`${url}/events/reminders`, 'POST', {}, headers)).status, 401);
      assert.equal((await request(`${url}/dapr/subscribe`, 'GET', undefined, headers)).status, 401);
    }
  });
});
