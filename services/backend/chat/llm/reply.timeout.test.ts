import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { ReplyStopped, startReplyTimeout } from './reply.timeout.ts';

describe('the time-out of a reply', () => {
  const never = new AbortController().signal;
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  const endOf = ({ signal }: { signal: AbortSignal }) =>
    signal.reason instanceof ReplyStopped ? signal.reason.kind : signal.aborted;

  it('is renewed by each word, and ends after the longest silence', () => {
    const timeout = startReplyTimeout({ totalMs: 60_000, idleMs: 1000 }, never, never);
    timeout.restartIdle();
    for (let word = 0; word < 10; word += 1) {
      mock.timers.tick(999);
      timeout.restartIdle();
    }
    assert.equal(endOf(timeout), false);
    mock.timers.tick(1000);
    assert.equal(endOf(timeout), 'idle');
  });

  it('does not count while it is not the turn of the model', () => {
    const timeout = startReplyTimeout({ totalMs: 60_000, idleMs: 1000 }, never, never);
    timeout.restartIdle();
    timeout.pauseIdle();
    mock.timers.tick(5000);
    assert.equal(endOf(timeout), false);
  });

  it('ends after the whole time, however much is said', () => {
    const timeout = startReplyTimeout({ totalMs: 2500, idleMs: 1000 }, never, never);
    timeout.restartIdle();
    for (const ms of [900, 900, 700]) {
      assert.equal(endOf(timeout), false);
      mock.timers.tick(ms);
      timeout.restartIdle();
    }
    assert.equal(endOf(timeout), 'total');
  });

  it('is over for good when it was ended', () => {
    const gone = new AbortController();
    const timeout = startReplyTimeout({ totalMs: 2500, idleMs: 1000 }, gone.signal, never);
    timeout.restartIdle();
    timeout.end();
    gone.abort();
    mock.timers.tick(10_000);
    assert.equal(endOf(timeout), false);
  });
});
