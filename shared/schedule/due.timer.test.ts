import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { systemClock } from '../clock.ts';
import { createLogger } from '../logger.ts';
import { DueTimer, pauseMs, retryMs } from './due.timer.ts';

describe('the timer of due work', () => {
  const minute = 60_000;
  let timer: DueTimer;
  /** When it checked, in milliseconds since the test began. */
  let checks: number[];
  /** The instants of the work. */
  let pending: number[];
  let fails: boolean;
  /** Somebody else holds the rows. */
  let isLocked: boolean;
  /** What keeps a check from ending. */
  let held: Promise<void>;

  const check = {
    async run() {
      checks.push(Date.now());
      await held;
      if (fails) throw new Error('no database');
      const before = pending.length;
      pending = pending.filter((at) => isLocked || at > Date.now());
      return before - pending.length;
    },
    next: async () => Math.min(...pending),
  };
  const pass = async (ms: number) => {
    mock.timers.tick(ms);
    await turn();
  };

  beforeEach(async () => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    [checks, pending, fails, isLocked, held] = [[], [10 * minute], false, false, Promise.resolve()];
    timer = new DueTimer({ check, name: 'reminders', clock: systemClock, logger: createLogger('test', 'silent') });
    await pass(0);
    assert.deepEqual(checks.splice(0), [0], 'it looks once at the start');
  });
  afterEach(async () => {
    await timer.stop();
    mock.timers.reset();
  });

  it('checks at the instant of the next work, and not before', async () => {
    await pass(10 * minute - 1);
    assert.deepEqual(checks, []);
    await pass(1);
    assert.deepEqual(checks, [10 * minute]);
    await pass(60 * minute);
    assert.equal(checks.length, 1, 'nothing is left');
  });

  it('checks earlier when a commit adds earlier work, and still at the later one', async () => {
    pending.push(2 * minute);
    timer.checkAt(2 * minute);
    timer.checkAt(5 * minute);
    for (let n = 0; n < 10; n += 1) await pass(minute);
    assert.deepEqual(checks, [2 * minute, 10 * minute]);
  });

  it('sees a commit that comes while it checks', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    await pass(10 * minute);
    pending.push(10 * minute);
    timer.checkAt(10 * minute);
    resolve();
    await turn();
    await pass(pauseMs);
    assert.deepEqual([checks.length, pending], [2, []]);
  });

  it('makes one check of many commits', async () => {
    await pass(10 * minute);
    for (let n = 0; n < 50; n += 1) {
      timer.checkAt(Date.now());
      await pass(pauseMs / 50);
    }
    assert.deepEqual(checks, [10 * minute, 10 * minute + pauseMs]);
  });

  it('looks again shortly when work could not be claimed', async () => {
    isLocked = true;
    await pass(10 * minute);
    assert.equal(pending.length, 1);
    isLocked = false;
    await pass(pauseMs);
    assert.deepEqual([checks, pending], [[10 * minute, 10 * minute + pauseMs], []]);
  });

  it('goes on after a failure, and not at once', async () => {
    fails = true;
    await pass(10 * minute);
    await pass(retryMs - 1);
    assert.equal(checks.length, 1);
    fails = false;
    await pass(1);
    assert.deepEqual([checks.length, pending], [2, []]);
  });

  it('waits for work that is months away', async () => {
    pending = [100 * 24 * 60 * minute];
    await pass(10 * minute);
    for (let day = 0; day < 100; day += 1) await pass(24 * 60 * minute);
    assert.deepEqual(pending, []);
    assert.equal(checks.length, 2);
  });

  it('ends after the check that is under way', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    await pass(10 * minute);
    pending.push(11 * minute);
    let ended = false;
    const stopped = timer.stop().then(() => {
      ended = true;
    });
    await turn();
    assert.equal(ended, false);
    resolve();
    await stopped;
    await pass(5 * minute);
    assert.equal(checks.length, 1);
  });
});
