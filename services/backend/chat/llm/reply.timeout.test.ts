import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { OutOfPatience, patienceFor } from './reply.timeout.ts';

describe('patience', () => {
  const never = new AbortController().signal;
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  const endOf = ({ signal }: { signal: AbortSignal }) =>
    signal.reason instanceof OutOfPatience ? signal.reason.kind : signal.aborted;

  it('is renewed by each word, and ends after the longest silence', () => {
    const patience = patienceFor({ totalMs: 60_000, idleMs: 1000 }, never, never);
    patience.begin();
    for (let word = 0; word < 10; word += 1) {
      mock.timers.tick(999);
      patience.renew();
    }
    assert.equal(endOf(patience), false);
    mock.timers.tick(1000);
    assert.equal(endOf(patience), 'idle');
  });

  it('does not count while it is not the turn of the model', () => {
    const patience = patienceFor({ totalMs: 60_000, idleMs: 1000 }, never, never);
    patience.begin();
    patience.pause();
    mock.timers.tick(5000);
    assert.equal(endOf(patience), false);
  });

  it('ends after the whole time, however much is said', () => {
    const patience = patienceFor({ totalMs: 2500, idleMs: 1000 }, never, never);
    patience.begin();
    for (const ms of [900, 900, 700]) {
      assert.equal(endOf(patience), false);
      mock.timers.tick(ms);
      patience.renew();
    }
    assert.equal(endOf(patience), 'total');
  });

  it('is over for good when it was ended', () => {
    const gone = new AbortController();
    const patience = patienceFor({ totalMs: 2500, idleMs: 1000 }, gone.signal, never);
    patience.begin();
    patience.end();
    gone.abort();
    mock.timers.tick(10_000);
    assert.equal(endOf(patience), false);
  });
});
