/** Where a daprd and its app are, and what it reads. */
export interface Daprd {
  appId: string;
  appPort: number;
  httpPort: number;
  grpcPort: number;
  internalGrpcPort: number;
  componentsFolder: string;
  configFile: string;
  /** Default 5: with a threshold of 12, an outage counts after a minute, and a restart never. */
  healthProbe?: { seconds: number; threshold: number };
}

/**
 * The command line of a daprd in self-hosted mode, on the loopback interface alone, without placement and scheduler: we use
 * neither actors nor jobs.
 */
export function daprdFlags(daprd: Daprd): string[] {
  // Not less: when an app that counted as down comes back while a delivery is still being retried, daprd 1.18 often
  // never subscribes its topic again. A restart must not be noticed at all.
  const { seconds, threshold } = daprd.healthProbe ?? { seconds: 5, threshold: 12 };
  const flags = {
    'app-id': daprd.appId,
    'app-port': daprd.appPort,
    'app-channel-address': '127.0.0.1',
    'app-health-check-path': '/healthz',
    'app-health-probe-interval': seconds,
    'app-health-threshold': threshold,
    'dapr-http-port': daprd.httpPort,
    'dapr-grpc-port': daprd.grpcPort,
    'dapr-internal-grpc-port': daprd.internalGrpcPort,
    'dapr-listen-addresses': '127.0.0.1',
    'resources-path': daprd.componentsFolder,
    config: daprd.configFile,
    'placement-host-address': '',
    'scheduler-host-address': '',
    'log-level': 'info',
  };
  return [
    '--enable-app-health-check',
    '--enable-metrics=false',
    '--log-as-json',
    ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
  ];
}

/** What daprd reads of its environment, besides. */
export function daprdEnvironment(tokens: { apiToken: string; appApiToken: string }): Record<string, string> {
  // The address that others are told to call it at.
  return { DAPR_API_TOKEN: tokens.apiToken, APP_API_TOKEN: tokens.appApiToken, DAPR_HOST_IP: '127.0.0.1' };
}
