import assert from 'node:assert/strict';
import { createLogger } from '../../../../shared/logger.ts';
import { eventually } from '../../../../tests/support/eventually.ts';
import { AppDownError } from '../app/app.channel.ts';
import type { Outcome } from './delivery.lane.ts';
import { DeliveryQueue } from './delivery.queue.ts';
import type { Verdict } from './delivery.ts';
import type { StoredEvent } from './event.ts';

const success: Verdict = { status: 'SUCCESS' };
const retry: Verdict = { status: 'RETRY', reason: 'responded RETRY' };

function event(key: string, id: string): StoredEvent {
  return { id, key, topic: 'topic', cloudEvent: { id }, json: `{"id":"${id}"}` };
}

/** Creates a queue. The test plays the subscriber: it sees each request and decides when and how to respond. */
function queueWith(bulk: number | undefined, maxRetries = 2) {
  const requests: { ids: string[]; respond(verdicts: Verdict[]): void; fail(error: Error): void }[] = [];
  const dead: string[] = [];
  const state = { up: true };
  const queue = new DeliveryQueue(bulk, {
    name: 'app/topic',
    policy: { timeoutMs: 1_000, maxRetries, backoffMs: () => 1, retriesStatus: () => true },
    logger: createLogger('test', 'silent'),
    isUp: () => state.up,
    deliver: (events) =>
      new Promise((respond, fail) => requests.push({ ids: events.map(({ id }) => id), respond, fail })),
    onNoResponse: () => undefined,
    deadLetter: async ({ id }) => void dead.push(id),
  });
  const outcomes = new Map<string, Outcome>();
  const add = (...events: StoredEvent[]) => {
    const added = events.map((item) =>
      queue.add(item, (outcome) => outcomes.has(item.id) || outcomes.set(item.id, outcome)),
    );
    queue.pump();
    return added;
  };
  /** Resolves with the n-th request when it is made. */
  const request = async (n: number) => {
    for (let turn = 0; turn < 1_000 && requests.length <= n; turn += 1)
      await new Promise((next) => setTimeout(next, 1));
    const request = requests[n];
    assert.ok(request, `there was no request ${n}`);
    return request;
  };
  const acknowledged = () => [...outcomes].filter(([, outcome]) => outcome.acknowledged).map(([id]) => id);
  return { add, request, requests, dead, outcomes, acknowledged, state, queue };
}

describe('the delivery queue', () => {
  it('delivers one key serially and different keys side by side', async () => {
    const { add, request, requests } = queueWith(undefined);
    add(event('a', 'a1'), event('a', 'a2'), event('b', 'b1'));
    await request(1);
    assert.deepEqual(
      requests.flatMap(({ ids }) => ids),
      ['a1', 'b1'],
    );
    (await request(0)).respond([success]);
    assert.deepEqual((await request(2)).ids, ['a2']);
  });

  it('delivers again, and in order, what was answered with RETRY', async () => {
    const { add, request, acknowledged } = queueWith(undefined);
    add(event('a', 'a1'), event('a', 'a2'));
    (await request(0)).respond([retry]);
    (await request(1)).respond([success]);
    (await request(2)).respond([success]);
    await eventually('both are acknowledged', () => acknowledged().length === 2);
    assert.deepEqual((await request(1)).ids, ['a1']);
    assert.deepEqual((await request(2)).ids, ['a2']);
  });

  it('puts an event away after its last retry, and acknowledges it', async () => {
    const { add, request, dead, acknowledged } = queueWith(undefined, 2);
    add(event('a', 'a1'));
    for (const attempt of [0, 1, 2]) {
      const { respond } = await request(attempt);
      assert.deepEqual(dead, []);
      respond([retry]);
    }
    await eventually('it is acknowledged', () => acknowledged().length === 1);
    assert.deepEqual(dead, ['a1']);
  });

  it('counts on when the publisher gave up and brings the event again', async () => {
    const { add, request, dead } = queueWith(undefined, 1);
    const [first] = add(event('a', 'a1'));
    const { respond } = await request(0);
    first?.withdraw();
    respond([retry]);
    add(event('a', 'a1'));
    (await request(1)).respond([retry]);
    await eventually('it is dead', () => dead.length > 0);
    assert.deepEqual(dead, ['a1']);
  });

  it('does not count attempts at an app that is down, and goes on when it is up', async () => {
    const { add, request, dead, state, queue, acknowledged } = queueWith(undefined, 0);
    add(event('a', 'a1'));
    const first = await request(0);
    state.up = false;
    first.fail(new AppDownError('down'));
    state.up = true;
    queue.pump();
    (await request(1)).respond([success]);
    await eventually('it is acknowledged', () => acknowledged().length === 1);
    assert.deepEqual(dead, []);
  });

  it('counts attempts that end in a cut connection: an event that kills its consumer becomes a dead letter', async () => {
    const { add, request, dead } = queueWith(undefined, 1);
    add(event('a', 'a1'));
    (await request(0)).fail(new Error('ECONNRESET'));
    (await request(1)).fail(new Error('ECONNRESET'));
    await eventually('it is dead', () => dead.length > 0);
    assert.deepEqual(dead, ['a1']);
  });

  it('fails what is behind an event its publisher gave up, so that nothing overtakes it', async () => {
    const { add, outcomes, state, queue, requests } = queueWith(undefined);
    state.up = false;
    const [first] = add(event('a', 'a1'));
    add(event('a', 'a2'), event('b', 'b1'));
    first?.withdraw();
    assert.equal(outcomes.get('a1')?.acknowledged, false);
    assert.equal(outcomes.get('a2')?.acknowledged, false);
    state.up = true;
    queue.pump();
    assert.deepEqual(
      requests.flatMap(({ ids }) => ids),
      ['b1'],
    );
  });

  it('fills a bulk with several keys, and with several events of a key in order', async () => {
    const { add, request } = queueWith(3);
    add(event('a', 'a1'), event('a', 'a2'), event('b', 'b1'), event('c', 'c1'));
    assert.deepEqual((await request(0)).ids, ['a1', 'a2', 'b1']);
    assert.deepEqual((await request(1)).ids, ['c1']);
  });

  it('in a bulk blames only the first failed event of a key', async () => {
    const { add, request, dead, acknowledged } = queueWith(10, 0);
    add(event('a', 'a1'), event('a', 'a2'), event('b', 'b1'));
    (await request(0)).respond([retry, retry, success]);
    assert.deepEqual((await request(1)).ids, ['a2']);
    (await request(1)).respond([success]);
    await eventually('all are acknowledged', () => acknowledged().length === 3);
    assert.deepEqual(dead, ['a1']);
  });
});
