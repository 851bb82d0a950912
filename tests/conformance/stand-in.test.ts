import assert from 'node:assert/strict';
import { Client } from 'pg';
import { eventually } from '../support/eventually.ts';
import { entriesOf, publishLikeAnOutbox, testEvent } from './publisher.ts';
import { standIn } from './stand-in.sidecars.ts';
import { TestApp } from './test-app.ts';
import { startConformanceSystem, type TestSystem } from './test-system.ts';

// These tests cover behaviour that only the stand-in needs, because it has no broker. The conformance suite covers the rest.
describe('the local stand-in', () => {
  let testSystem: TestSystem;
  let apps: TestApp[];
  let recurring: TestApp;

  before(async () => {
    testSystem = await startConformanceSystem(standIn);
    const app = (appId: keyof TestSystem['ports'], wanted: ConstructorParameters<typeof TestApp>[2]) =>
      new TestApp(testSystem.ports[appId].appPort, testSystem.tokens[appId].appApiToken, wanted);
    recurring = app('recurring', [
      { pubsubname: 'pubsub', topic: 'single', deadLetterTopic: 'single.dead-letter' },
      { pubsubname: 'pubsub', topic: 'bulk', bulk: { maxMessagesCount: 100, maxAwaitDurationMs: 1_000 } },
    ]);
    apps = [recurring, app('backend', []), app('notification', [])];
  });

  after(async () => {
    for (const app of apps ?? []) app.stop();
    await testSystem?.stop();
  });

  it('acknowledges nothing before every app that may subscribe has said what it subscribes to', async () => {
    const [, backend, notification] = apps;
    await recurring.start();
    await backend?.start();
    const event = testEvent('early');
    const failed = await testSystem.sidecarOf('backend').publishBulk('pubsub', 'single', entriesOf([event]));
    assert.deepEqual([...failed], [[`entry-${event.id}`, 'notification did not come up yet']]);
    await notification?.start();
    await publishLikeAnOutbox(testSystem.sidecarOf('backend'), 'pubsub', 'single', [event]);
    assert.equal(recurring.taken('single').length, 1);
  });

  it('has delivered what it acknowledged', async () => {
    const events = Array.from({ length: 1_000 }, (_, n) => testEvent(`task-${n % 300}`, n));
    const entries = entriesOf(events);
    const failed = await testSystem.sidecarOf('backend').publishBulk('pubsub', 'bulk', entries);
    const taken = new Set(recurring.taken('bulk').map(({ id }) => `entry-${id}`));
    const acknowledged = entries.filter(({ id }) => !failed.has(id));
    assert.ok(acknowledged.every(({ id }) => taken.has(id)));
    // A slow machine does not deliver all of them in time. The others fail, and are published again.
    const again = events.filter(({ id }) => failed.has(`entry-${id}`));
    await publishLikeAnOutbox(testSystem.sidecarOf('backend'), 'pubsub', 'bulk', again);
    assert.equal(new Set(recurring.taken('bulk').map(({ id }) => id)).size, 1_000);
  });

  it('fails a publish, in bounded time, while a subscriber is down, and names it', async () => {
    recurring.stop();
    const began = Date.now();
    const failed = await testSystem
      .sidecarOf('backend')
      .publishBulk('pubsub', 'single', entriesOf([testEvent('down')]));
    assert.match([...failed.values()].join(), /recurring\/single is down/);
    assert.ok(Date.now() - began < 30_000);
    await recurring.start();
  });

  it('resumes soon after a restart', async () => {
    const event = testEvent('back');
    const began = Date.now();
    await publishLikeAnOutbox(testSystem.sidecarOf('backend'), 'pubsub', 'single', [event]);
    assert.ok(recurring.taken('single').some(({ id }) => id === event.id));
    assert.ok(Date.now() - began < 30_000, `${Date.now() - began} ms`);
  });

  it('keeps a dead letter that nobody subscribes to in the database', async () => {
    const poison = { ...testEvent('poison'), data: 'nonsense' };
    await publishLikeAnOutbox(testSystem.sidecarOf('backend'), 'pubsub', 'single', [poison]);
    const client = new Client({ connectionString: testSystem.secrets.statestore?.connectionString });
    await client.connect();
    try {
      const { rows } = await client.query('select app_id, topic, reason, event from dead_letter where event_id = $1', [
        poison.id,
      ]);
      assert.equal(rows.length, 1);
      assert.partialDeepStrictEqual(rows[0], {
        app_id: 'recurring',
        topic: 'single.dead-letter',
        reason: 'responded DROP',
      });
      assert.equal(rows[0].event.data, 'nonsense');
    } finally {
      await client.end();
    }
  });

  it('loses nothing and keeps the order of each key, over many restarts of the subscriber', async () => {
    const events = Array.from({ length: 300 }, (_, n) => testEvent(`restart-${n % 5}`, n));
    const taken = () => recurring.taken('single').filter(({ subject }) => subject.startsWith('restart-'));
    const published = publishLikeAnOutbox(testSystem.sidecarOf('backend'), 'pubsub', 'single', events);
    for (const restart of [1, 2, 3, 4, 5]) {
      await eventually('some were taken', () => taken().length >= restart * 20);
      recurring.stop();
      await recurring.start();
    }
    await published;
    assert.equal(new Set(taken().map(({ id }) => id)).size, events.length);
    for (const subject of new Set(events.map((event) => event.subject))) {
      const positions = taken().flatMap((event) => (event.subject === subject ? [event.data.position] : []));
      const firsts = [...new Set(positions)];
      assert.deepEqual(
        firsts,
        firsts.toSorted((a, b) => a - b),
      );
    }
  });
});
