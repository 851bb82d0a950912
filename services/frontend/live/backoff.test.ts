import assert from 'node:assert/strict';
import { backoff } from './backoff.ts';

describe('Waiting before another attempt', () => {
  it('doubles up to half a minute, and is never the same for all', () => {
    const [shortest, longest] = [() => 0, () => 1];
    assert.deepEqual(
      [1, 2, 3].map((attempt) => backoff(attempt, longest)),
      [500, 1000, 2000],
    );
    assert.equal(backoff(50, longest), 30_000);
    assert.equal(backoff(50, shortest), 15_000);
  });
});
