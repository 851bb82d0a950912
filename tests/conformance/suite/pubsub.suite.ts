import assert from 'node:assert/strict';
import { eventually } from '../../support/eventually.ts';
import { entriesOf, publishLikeAnOutbox, testEvent, traceparent } from '../publisher.ts';
import { deadLetters, type Stage } from './stage.ts';

const kinds = ['single', 'bulk'] as const;

export function pubsub(stage: Stage): void {
  const publish = (topic: string, events: ReturnType<typeof testEvent>[]) =>
    publishLikeAnOutbox(stage.testSystem.sidecarOf('backend'), 'pubsub', topic, events);

  const takenOf = (topic: string, subject: string) =>
    stage.apps.recurring.taken(topic).filter((event) => event.subject === subject);

  const numbers = (topic: string, subject: string) => takenOf(topic, subject).map(({ data }) => data.position);

  for (const kind of kinds) {
    describe(`with a ${kind} subscription`, () => {
      it('delivers a CloudEvent with its own id, type, subject, data and trace', async () => {
        const topic = stage.topics[kind];
        const event = testEvent(`envelope-${kind}`, 7);
        await publish(topic, [event]);
        const [got] = await eventually('the event is there', () => {
          const taken = takenOf(topic, event.subject);
          return taken.length > 0 && taken;
        });
        const { id, type, subject, source, time, data } = event;
        assert.partialDeepStrictEqual(got, {
          id,
          type,
          subject,
          source,
          time,
          data,
          traceparent,
          topic,
          pubsubname: 'pubsub',
        });
      });

      it('keeps the order within a key', async () => {
        const topic = stage.topics[kind];
        const subjects = ['a', 'b', 'c', 'd'].map((letter) => `order-${kind}-${letter}`);
        const events = Array.from({ length: 200 }, (_, n) => testEvent(subjects[n % 4] as string, n));
        await publish(topic, events.slice(0, 120));
        await publish(topic, events.slice(120));
        await eventually('all are there', () =>
          subjects.every((subject) => new Set(numbers(topic, subject)).size === 50),
        );
        for (const [index, subject] of subjects.entries()) {
          const expected = Array.from({ length: 50 }, (_, n) => index + 4 * n);
          // Delivery is at least once: a slow response can bring an event again, but none overtakes another.
          assert.deepEqual([...new Set(numbers(topic, subject))], expected);
        }
      });

      it('delivers again what was answered with RETRY', async () => {
        const topic = stage.topics[kind];
        const event = testEvent(`retry-${kind}`, 0, 2);
        await publish(topic, [event]);
        await eventually('the third attempt is taken', () => takenOf(topic, event.subject).length === 1);
        const attempts = stage.apps.recurring.of(topic).filter((delivery) => delivery.event.id === event.id);
        assert.deepEqual(
          attempts.map(({ taken }) => taken),
          [false, false, true],
        );
      });

      it('hands what was answered with DROP to the dead-letter topic, and goes on', async () => {
        const topic = stage.topics[kind];
        const invalid = { ...testEvent(`drop-${kind}`), data: { nonsense: true } };
        const next = testEvent(`drop-${kind}`, 1);
        await publish(topic, [invalid as never, next]);
        await eventually('the dead letter is there', () => isDead(topic, invalid.id));
        await eventually('the next event is there', () => numbers(topic, next.subject).includes(1));
        assert.equal(isDead(topic, next.id), false);
      });

      it('hands what was answered with RETRY too often to the dead-letter topic, and goes on', async () => {
        const topic = stage.topics[kind];
        const poison = testEvent(`poison-${kind}`, 0, -1);
        const next = testEvent(`poison-${kind}`, 1);
        // When the retries of a bulk are used up, daprd dead-letters all its events without SUCCESS, also those that the
        // consumer held back because an earlier event of the same key had failed.
        await publish(topic, kind === 'single' ? [poison, next] : [poison]);
        await eventually('the dead letter is there', () => isDead(topic, poison.id), 60_000);
        if (kind === 'bulk') await publish(topic, [next]);
        await eventually('the next event is there', () => numbers(topic, next.subject).includes(1));
        const attempts = stage.apps.recurring.of(topic).filter(({ event }) => event.id === poison.id);
        assert.ok(attempts.length >= 4, `only ${attempts.length} attempts`);
      });
    });
  }

  it('delivers in bulk where the subscription says so', async () => {
    const events = Array.from({ length: 50 }, (_, n) => testEvent(`in-bulk-${n}`));
    const before = stage.apps.recurring.bulks.length;
    await publish(stage.topics.bulk, events);
    await eventually('all are there', () =>
      events.every(({ subject }) => takenOf(stage.topics.bulk, subject).length > 0),
    );
    const bulks = stage.apps.recurring.bulks.slice(before);
    assert.ok(bulks.length < events.length, `${bulks.length} requests`);
    assert.equal(bulks[0]?.type, 'com.dapr.event.sent.bulk');
  });

  /** Publishes events to both subscriptions during an outage. `ended` ends the outage. */
  const surviveOutage = async (subject: string, ended: () => Promise<void>) => {
    const events = Array.from({ length: 20 }, (_, n) => testEvent(subject, n));
    const published = kinds.map((kind) => publish(stage.topics[kind], events));
    await ended();
    await Promise.all(published);
    for (const kind of kinds) {
      const topic = stage.topics[kind];
      await eventually('all are there', () => numbers(topic, subject).length >= events.length, 60_000);
      assert.deepEqual(
        firsts(numbers(topic, subject)),
        events.map(({ data }) => data.position),
      );
      assert.equal(events.filter(({ id }) => isDead(topic, id)).length, 0);
    }
  };

  it('loses nothing, and dead-letters nothing, while the consumer is down', async () => {
    stage.apps.recurring.stop();
    await surviveOutage('outage', async () => {
      await eventually('the outage was longer than all retries', elapsed(stage.testSystem.allRetriesMs));
      await stage.apps.recurring.start();
    });
  });

  it('loses nothing, and dead-letters nothing, while the consumer is unhealthy and fails for everything', async () => {
    const { recurring } = stage.apps;
    Object.assign(recurring, { healthy: false, broken: true });
    await surviveOutage('illness', async () => {
      await eventually('the illness was longer than all retries', elapsed(stage.testSystem.allRetriesMs + 1_000));
      Object.assign(recurring, { healthy: true, broken: false });
    });
  });

  it('goes on after a restart of the consumer amid failing deliveries', async () => {
    const { recurring } = stage.apps;
    recurring.broken = true;
    await surviveOutage('restart', async () => {
      await eventually('a delivery failed', () =>
        recurring.of(stage.topics.single).some(({ event }) => event.subject === 'restart'),
      );
      recurring.stop();
      recurring.broken = false;
      await recurring.start();
    });
  });

  it('says which pub/sub it does not know', async () => {
    const failed = await stage.testSystem
      .sidecarOf('backend')
      .publishBulk('nowhere', 'topic', entriesOf([testEvent('x')]));
    assert.equal(failed.size, 1);
    assert.match([...failed.values()].join(), /nowhere/);
  });

  function isDead(topic: string, id: string): boolean {
    return stage.apps.recurring.taken(deadLetters(topic)).some((event) => event.id === id);
  }
}

function elapsed(ms: number): () => boolean {
  const end = Date.now() + ms;
  return () => Date.now() >= end;
}

/** Returns each position once, at its first delivery, because events may be delivered more than once. */
function firsts(positions: number[]): number[] {
  return [...new Set(positions)];
}
