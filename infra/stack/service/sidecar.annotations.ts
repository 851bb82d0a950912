import type { AppId } from '../dapr/configuration.ts';
import { ports } from '../ports.ts';

export interface Sidecar {
  app: AppId;
  port: number;
  /** Whether the sidecar reads the service's Secret from Kubernetes. */
  readsSecret: boolean;
  /** Whether the sidecar connects to a PostgreSQL server with a certificate from a private authority. */
  trust: boolean;
}

/** The volume with the credentials for the Kubernetes API. Only the sidecar mounts it, not the service's container. */
export const kubernetesToken = {
  name: 'kubernetes-api',
  projected: {
    defaultMode: 0o440,
    sources: [
      { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
    ],
  },
};

/**
 * Returns the annotations from which Dapr's injector creates the sidecar.
 * @see https://docs.dapr.io/reference/arguments-annotations-overview
 */
export function sidecarAnnotations({ app, port, readsSecret, trust }: Sidecar): Record<string, string> {
  const mounts = [
    ...(readsSecret ? [`${kubernetesToken.name}:/var/run/secrets/kubernetes.io/serviceaccount`] : []),
    ...(trust ? ['postgres-ca:/mnt/postgres-ca'] : []),
  ];
  const settings: Record<string, string> = {
    enabled: 'true',
    'app-id': app,
    'app-port': String(port),
    'app-protocol': 'http',
    config: app,
    'app-token-secret': 'app-api-token',
    'api-token-secret': 'dapr-api-token',
    // Dapr's defaults, 50001 and 50002, are among the ports of outgoing connections: see ports.ts.
    'grpc-port': String(ports.sidecarGrpc),
    'internal-grpc-port': String(ports.sidecarInternal),
    // Only containers of the same pod may call the sidecar.
    'sidecar-listen-addresses': '127.0.0.1',
    'disable-builtin-k8s-secret-store': 'true',
    'log-as-json': 'true',
    'log-level': 'warn',
    'enable-api-logging': 'false',
    // While a service is down, its events wait and use up no retries. When such an app comes back during a retry, daprd 1.18
    // may never subscribe to its topic again. So a restart, or a database that is away for some minutes, must not count as
    // down: the check uses /healthz, not /readyz, with a high threshold, and the retries of resiliency.ts cover the gap.
    'enable-app-health-check': 'true',
    'app-health-check-path': '/healthz',
    'app-health-probe-interval': '5',
    'app-health-probe-timeout': '3000',
    'app-health-threshold': '12',
    // The service drains for up to 20 s and still needs its sidecar meanwhile.
    'block-shutdown-duration': '25s',
    'graceful-shutdown-seconds': '10',
    // A bulk of large tasks exceeds the default of 4 MiB.
    'max-body-size': '16Mi',
    'read-buffer-size': '64Ki',
    'sidecar-seccomp-profile-type': 'RuntimeDefault',
    'sidecar-cpu-request': '50m',
    'sidecar-cpu-limit': '500m',
    'sidecar-memory-request': '64Mi',
    'sidecar-memory-limit': '256Mi',
    'sidecar-liveness-probe-delay-seconds': '10',
    ...(mounts.length > 0 ? { 'volume-mounts': mounts.join(',') } : {}),
  };
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [`dapr.io/${name}`, value]));
}
