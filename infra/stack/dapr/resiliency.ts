import { appIds, components } from '../../../shared/events/topics.ts';
import type { DaprManifest } from './manifest.ts';

const policies = {
  timeouts: {
    /** If a consumer takes longer, its event is delivered again. */
    delivery: '30s',
    // Without a broker, a bulk of a thousand events takes 20 to 40 s to fail. After an earlier time-out the events would stay
    // in the sidecar, which would publish them later, behind newer events of the same key.
    publish: '60s',
    call: '5s',
    state: '5s',
  },
  retries: {
    /**
     * Retries take about nine minutes, which is longer than a planned outage. The pauses grow from 0.5 s to 2 s and no further, so
     * that an event is handled within five seconds when the outage ends. Then the event
     * goes to the dead-letter topic. Without this policy it would go there after the first failure. An app health check stops
     * deliveries to an app that is down, so it must notice an outage well within nine minutes, but must not notice a
     * restart: see sidecar.annotations.ts.
     */
    outage: { policy: 'exponential', maxInterval: '2s', maxRetries: 270 },
    /** Repeats calls while the callee restarts. A response of the callee itself, such as 409, is never repeated. */
    restart: { policy: 'constant', duration: '200ms', maxRetries: 5, matching: { httpStatusCodes: '502-504' } },
  },
  circuitBreakers: {
    /** Any status outside 200-399 counts as a failure, so only calls that never get one in normal operation have this breaker. */
    callee: { maxRequests: 5, interval: '30s', timeout: '1s', trip: 'consecutiveFailures >= 10' },
  },
} as const;

const consumed = { inbound: { timeout: 'delivery', retry: 'outage' }, outbound: { timeout: 'publish' } };

export const resiliency: DaprManifest = {
  apiVersion: 'dapr.io/v1alpha1',
  kind: 'Resiliency',
  comment: `"outage" is about nine minutes (0.5 s growing to 2 s), longer than an outage one plans for; then the dead-letter topic.
"restart" repeats what no service answered. The circuit breaker stands only where a caller gets no 4xx in normal operation.
The state store is not retried: state.postgresql reports a lost "only if absent" as an ordinary error.`,
  metadata: { name: 'resiliency' },
  spec: {
    policies,
    targets: {
      apps: {
        [appIds.backend]: { timeout: 'call', retry: 'restart', circuitBreaker: 'callee' },
        [appIds.notification]: { timeout: 'call', retry: 'restart' },
      },
      components: {
        [components.pubsub]: consumed,
        [components.broadcast]: consumed,
        [components.stateStore]: { outbound: { timeout: 'state' } },
      },
    },
  },
  scopes: Object.values(appIds),
};
