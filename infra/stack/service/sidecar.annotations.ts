import type { AppId } from '../dapr/configuration.ts';

export interface Sidecar {
  app: AppId;
  port: number;
  /** Whether it reads the service's Secret from Kubernetes. */
  readsSecret: boolean;
  /** Whether it talks to a PostgreSQL whose certificate an authority of its own signed. */
  trust: boolean;
}

/** A volume with what a sidecar needs to ask the Kubernetes API; the service's container does not get it. */
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
 * What Dapr's injector makes the sidecar of.
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
    // Only for its own pod.
    'sidecar-listen-addresses': '127.0.0.1',
    'disable-builtin-k8s-secret-store': 'true',
    'log-as-json': 'true',
    'log-level': 'warn',
    'enable-api-logging': 'false',
    // A service that is gone gets no events: they wait, and no retry is used up. Not /readyz: when an app that counted as down
    // comes back while a delivery is still being retried, daprd 1.18 may never subscribe its topic again, so neither a restart
    // nor a database that is away for some minutes, which the retries of resiliency.ts outlast, may count.
    'enable-app-health-check': 'true',
    'app-health-check-path': '/healthz',
    'app-health-probe-interval': '5',
    'app-health-probe-timeout': '3000',
    'app-health-threshold': '12',
    // The service drains for up to 20 s, and publishes and answers meanwhile.
    'block-shutdown-duration': '25s',
    'graceful-shutdown-seconds': '10',
    // Bulks of large tasks.
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
