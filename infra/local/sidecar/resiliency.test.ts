import assert from 'node:assert/strict';
import { join } from 'node:path';
import { loadResources } from './components/components.ts';
import { durationMs, readResiliency } from './resiliency.ts';

describe('the resiliency of the component files', () => {
  const folder = join(import.meta.dirname, '../../dapr/components');
  const resiliency = readResiliency(loadResources(folder).others);

  it('retries deliveries for longer than an outage one plans for', () => {
    for (const component of ['pubsub', 'broadcast']) {
      const { maxRetries, backoffMs } = resiliency.inbound(component);
      const pauses = Array.from({ length: maxRetries }, (_, n) => backoffMs(n + 1));
      const total = pauses.reduce((sum, ms) => sum + ms, 0);
      // daprd ends exponential retries after 15 minutes, even if maxRetries is not reached.
      assert.ok(total > 5 * 60_000 && total < 15 * 60_000, `${component}: ${total} ms`);
    }
  });

  it('repeats invocations only for what a restart looks like', () => {
    const { retriesStatus, maxRetries } = resiliency.app('notification');
    assert.ok(maxRetries > 0);
    assert.deepEqual([409, 412, 500, 502, 504].map(retriesStatus), [false, false, false, true, true]);
  });

  it('reads durations as Go writes them', () => {
    assert.deepEqual(['200ms', '10s', '1m30s', '1.5h'].map(durationMs), [200, 10_000, 90_000, 5_400_000]);
    assert.throws(() => durationMs('10'), /not a duration/);
  });
});
