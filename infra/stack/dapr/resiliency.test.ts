import assert from 'node:assert/strict';
import { resiliency } from './resiliency.ts';

// biome-ignore lint/suspicious/noExplicitAny: read as daprd reads it
const { policies, targets } = resiliency.spec as any;

describe('resiliency in production', () => {
  it('delivers an event for eight to ten minutes before it becomes a dead letter', () => {
    const { policy, maxInterval, maxRetries } = policies.retries.outage;
    assert.deepEqual([policy, maxInterval, maxRetries], ['exponential', '2s', 270]);
    // daprd begins with 0.5 s and makes each pause 1.5 times as long. Its random variation averages out.
    const pauses = Array.from({ length: maxRetries }, (_, n) =>
      Math.min(0.5 * 1.5 ** n, Number.parseInt(maxInterval, 10)),
    );
    const minutes = pauses.reduce((sum, pause) => sum + pause, 0) / 60;
    assert.ok(minutes > 8 && minutes < 10, `${minutes} minutes`);
  });

  it('delivers again within five seconds of a backend that is back, however long it was away', () => {
    const seconds = (text: string) => Number.parseInt(text, 10);
    // daprd varies a pause by up to half. An attempt may still meet the open breaker, and the next one does not.
    const pause = seconds(policies.retries.outage.maxInterval) * 1.5;
    assert.ok(seconds(policies.circuitBreakers.callee.timeout) + pause < 5);
  });

  it('retries every delivery within a time, whatever carries it', () => {
    for (const component of ['pubsub', 'broadcast']) {
      assert.deepEqual(targets.components[component].inbound, { timeout: 'delivery', retry: 'outage' });
    }
    assert.equal(policies.timeouts.delivery, '30s');
  });

  it('repeats for a second what no service answered, and stops asking a backend that fails ten times in a row', () => {
    const { duration, maxRetries, matching } = policies.retries.restart;
    assert.deepEqual([duration, maxRetries, matching], ['200ms', 5, { httpStatusCodes: '502-504' }]);
    assert.deepEqual(targets.apps.backend, { timeout: 'call', retry: 'restart', circuitBreaker: 'callee' });
    const { trip, timeout, maxRequests } = policies.circuitBreakers.callee;
    assert.deepEqual([trip, timeout, maxRequests], ['consecutiveFailures >= 10', '1s', 5]);
  });
});
