import { appIds } from '../../../shared/events/topics.ts';
import type { StackConfig } from '../config.ts';
import { podsOf } from '../network/network.policy.ts';
import { ports } from '../ports.ts';

/** An endpoint of a pod, by the name of its port, or its number where an operator decides the names. */
interface Endpoint {
  port?: string;
  portNumber?: number;
  path?: string;
  scheme?: 'https';
  tlsConfig?: { insecureSkipVerify: true };
}

interface ScrapedPods {
  name: string;
  labels: Record<string, string>;
  endpoints: Endpoint[];
}

/** Returns the pods whose metrics Prometheus reads. The network policies let it reach the same ports. */
export function scrapedPods(config: StackConfig): ScrapedPods[] {
  const { eventsEnabled, postgres, broker } = config;
  const apps = eventsEnabled ? Object.values(appIds) : [appIds.backend];
  return [
    ...apps.map((name) => ({
      name,
      labels: podsOf(config, name),
      endpoints: [{ port: 'http', path: '/metrics' }, ...(eventsEnabled ? [{ port: 'dapr-metrics' }] : [])],
    })),
    ...(postgres.kind === 'cluster'
      ? [
          { name: 'postgres', labels: podsOf(config, 'postgres'), endpoints: [{ portNumber: ports.postgresMetrics }] },
          { name: 'pooler', labels: podsOf(config, 'pooler'), endpoints: [{ portNumber: ports.poolerMetrics }] },
        ]
      : []),
    ...(eventsEnabled && broker.kind !== 'external' ? [brokerPods(config)] : []),
  ];
}

function brokerPods(config: StackConfig): ScrapedPods {
  const endpoint = { portNumber: ports.brokerAdmin, path: '/public_metrics' };
  return {
    name: 'broker',
    labels: podsOf(config, 'broker'),
    endpoints: [
      config.broker.kind === 'single'
        ? endpoint
        : // The operator's own authority signs the certificate, and metrics are no secret.
          { ...endpoint, scheme: 'https', tlsConfig: { insecureSkipVerify: true } },
    ],
  };
}
