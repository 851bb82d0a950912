import { appIds, components } from '../../../shared/events/topics.ts';
import type { DaprManifest } from './manifest.ts';

const policies = {
  timeouts: {
    /** A consumer that takes longer has its event delivered again. */
    delivery: '30s',
    // Without a broker, a bulk of a thousand takes 20 to 40 s to fail. What is given up earlier stays in the sidecar, and is
    // published when the broker is back, behind newer events of its key.
    publish: '60s',
    call: '5s',
    state: '5s',
  },
  retries: {
    /**
     * About nine minutes (0.5 s growing to 15 s), longer than an outage one plans for; then the dead-letter topic. Without this
     * policy the first failure would dead-letter. App health checks end the counting, so they have to notice an outage well
     * within it, but no mere restart: see sidecar.annotations.ts.
     */
    outage: { policy: 'exponential', maxInterval: '15s', maxRetries: 40 },
    /** The callee is restarting. What it answers itself, such as 409, is never repeated. */
    restart: { policy: 'constant', duration: '200ms', maxRetries: 5, matching: { httpStatusCodes: '502-504' } },
  },
  circuitBreakers: {
    /** Any answer outside 200-399 counts as a failure, so this stands only where a caller gets none in normal operation. */
    callee: { maxRequests: 1, interval: '30s', timeout: '5s', trip: 'consecutiveFailures >= 10' },
  },
} as const;

const consumed = { inbound: { timeout: 'delivery', retry: 'outage' }, outbound: { timeout: 'publish' } };

export const resiliency: DaprManifest = {
  apiVersion: 'dapr.io/v1alpha1',
  kind: 'Resiliency',
  comment: `"outage" is about nine minutes (0.5 s growing to 15 s), longer than an outage one plans for; then the dead-letter topic.
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
