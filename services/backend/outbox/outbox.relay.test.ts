import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import type { Pool } from 'pg';
import { type Orm, openOrm, poolOf } from '../../../shared/database/orm.ts';
import { cloudEvent } from '../../../shared/events/cloud-event.ts';
import { type Topic, topics } from '../../../shared/events/topics.ts';
import { createMetrics } from '../../../shared/http/metrics.ts';
import { createLogger } from '../../../shared/logger.ts';
import { createDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { createUnitOfWork } from '../platform/unit-of-work.ts';
import type { PublishEvents } from './event.publisher.ts';
import { type OutboxRelay, startOutboxRelay } from './outbox.relay.ts';
import { append } from './outbox.ts';

const logger = createLogger('test', 'silent');
const owner = '01900000-0000-7000-8000-000000000000';

describe('the outbox relay', () => {
  let database: TestDatabase;
  let orm: Orm;
  let pool: Pool;
  let relays: OutboxRelay[];
  /** Subjects per topic, in the order in which they were acknowledged. */
  let acknowledged: Record<Topic, { id: string; key: string; step: number }[]>;

  before(async () => {
    database = await createDatabase();
    orm = await openOrm(database.url, logger);
    pool = await poolOf(orm);
  });
  after(async () => {
    await orm.close();
    await database.drop();
  });
  beforeEach(() => {
    relays = [];
    acknowledged = { 'task-events': [], reminders: [], 'task-updates': [] };
  });
  afterEach(async () => {
    await Promise.all(relays.map((relay) => relay.stop()));
    await orm.em.execute('delete from outbox_event');
  });

  /** Acknowledges all but what `fails` names. */
  function publisher(fails: (topic: Topic, key: string, step: number) => boolean = () => false): PublishEvents {
    return async (topic, rows) => {
      const failures = new Map<string, string>();
      for (const { id, partitionKey: key, event } of rows) {
        const step = (event.data as unknown as { sessionVersion: number }).sessionVersion;
        if (fails(topic, key, step)) failures.set(id, 'refused');
        else acknowledged[topic].push({ id, key, step });
      }
      return failures;
    };
  }

  function start(publish: PublishEvents): OutboxRelay {
    const relay = startOutboxRelay({ pool, publish, logger, metrics: createMetrics('test') });
    relays.push(relay);
    return relay;
  }

  /** Commits one event of `key`; `step` tells the order in which a key's events were added. */
  async function add(topic: Topic, key: string, step: number): Promise<void> {
    const content = {
      type: 'session.ended.v1',
      subject: owner,
      data: { ownerId: owner, sessionVersion: step },
    } as const;
    await createUnitOfWork(orm, ({ topics: added }) => {
      for (const relay of relays) relay.wake(added);
    }).transactional((tx) => append(tx, new Date(), [], [{ topic, partitionKey: key, ownerId: owner, content }]));
  }

  const left = async () => Number((await orm.em.execute('select count(*) as n from outbox_event'))[0]?.n);
  const stepsOf = (topic: Topic, key: string) =>
    acknowledged[topic].filter((event) => event.key === key).map(({ step }) => step);

  it('publishes a commit at once, and keeps nothing of it', async () => {
    start(publisher());
    await add('task-events', 'a', 1);
    await eventually(
      'the event is published and gone',
      async () => (await left()) === 0 && stepsOf('task-events', 'a').length === 1,
    );
  });

  it('publishes what a crashed backend left behind', async () => {
    await add('reminders', 'a', 1);
    start(publisher());
    await eventually('the event is published', () => stepsOf('reminders', 'a').length === 1);
  });

  it('publishes again, under the same id, what was published before a crash but not yet deleted', async () => {
    const seen: string[] = [];
    let crash = true;
    start(async (_, rows) => {
      seen.push(...rows.map(({ id }) => id));
      if (crash) {
        crash = false;
        throw new Error('killed between publish and delete');
      }
      return new Map();
    });
    await add('task-events', 'a', 1);
    await eventually('it is published a second time', async () => seen.length === 2 && (await left()) === 0);
    assert.equal(seen[0], seen[1]);
  });

  it('goes on from the first failure of a key, in order, and does not hold up other keys', async () => {
    let refusing = true;
    for (const step of [1, 2, 3]) for (const key of ['a', 'b']) await add('task-events', key, step);
    start(publisher((_, key, step) => refusing && key === 'a' && step === 2));
    await eventually('b is through', () => stepsOf('task-events', 'b').length === 3);
    await eventually('what cannot go on stays', async () => (await left()) === 2);
    refusing = false;
    await eventually('a is through', async () => (await left()) === 0);
    const steps = stepsOf('task-events', 'a');
    assert.deepEqual(steps.slice(-2), [2, 3], 'the last word on a key is in order');
  });

  it('keeps topics independent: one that hangs does not hold up another', async () => {
    let release = () => {};
    const hanging = new Promise<void>((resolve) => {
      release = resolve;
    });
    const publish = publisher();
    start(async (topic, rows) => {
      if (topic === 'reminders') await hanging;
      return publish(topic, rows);
    });
    for (const topic of topics) await add(topic, 'a', 1);
    await eventually('the others are through', async () => (await left()) === 1);
    assert.deepEqual(stepsOf('reminders', 'a'), []);
    release();
    await eventually('the last one too', async () => (await left()) === 0);
  });

  it('publishes each event once and in order with three replicas', async () => {
    for (let replica = 0; replica < 3; replica += 1) start(publisher());
    const keys = ['a', 'b', 'c', 'd'];
    await Promise.all(
      keys.map(async (key) => {
        for (let step = 1; step <= 50; step += 1) await add('task-events', key, step);
      }),
    );
    await eventually('all are published', async () => (await left()) === 0);
    const expected = Array.from({ length: 50 }, (_, index) => index + 1);
    for (const key of keys) assert.deepEqual(stepsOf('task-events', key), expected);
  });

  it('stays below the size of a request that the sidecar takes, however large the events, and reads each once', async () => {
    const sizes: number[] = [];
    const connections = new Set<Socket>();
    pool.on('acquire', (client) =>
      connections.add((client as unknown as { connection: { stream: Socket } }).connection.stream),
    );
    const content = cloudEvent(
      { type: 'session.ended.v1', subject: owner, data: { ownerId: owner, sessionVersion: 1 } },
      new Date(),
    );
    await orm.em.execute(
      `insert into outbox_event (id, topic, partition_key, owner_id, event, created_at)
       select gen_random_uuid(), 'task-events', n::text, ?,
              (?::jsonb || jsonb_build_object('padding', repeat('x', 50000)))::json, now()
         from generate_series(1, 200) n`,
      [owner, JSON.stringify(content)],
    );
    start(async (_, rows) => {
      sizes.push(Buffer.byteLength(JSON.stringify(rows)));
      return new Map();
    });
    await eventually('all are published', async () => (await left()) === 0);
    assert.ok(sizes.length > 3 && Math.max(...sizes) < 4_000_000, String(sizes));
    const read = [...connections].reduce((sum, { bytesRead }) => sum + bytesRead, 0);
    assert.ok(read < 1.5 * sizes.reduce((sum, size) => sum + size), `${read} bytes were read`);
  });
});
