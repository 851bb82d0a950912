/** The ports and files of a daprd and its app. */
export interface Daprd {
  appId: string;
  appPort: number;
  httpPort: number;
  grpcPort: number;
  internalGrpcPort: number;
  componentsFolder: string;
  configFile: string;
  /**
   * The seconds between health checks of the app, and the number of failures after which it counts as down. Default: 5 and 12.
   */
  healthProbe?: { seconds: number; threshold: number };
}

/**
 * Returns the command line of a daprd in self-hosted mode that listens on the loopback interface only. It runs without placement
 * and scheduler, because the services use neither actors nor jobs.
 */
export function daprdFlags(daprd: Daprd): string[] {
  // These values must be high enough that a restart never counts as down. When an app that counted as down comes back during
  // a retry, daprd 1.18 often never subscribes to its topic again.
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

/** Returns the variables that daprd reads in addition to its flags. */
export function daprdEnvironment(tokens: { apiToken: string; appApiToken: string }): Record<string, string> {
  // DAPR_HOST_IP is the address at which other sidecars call this one.
  return { DAPR_API_TOKEN: tokens.apiToken, APP_API_TOKEN: tokens.appApiToken, DAPR_HOST_IP: '127.0.0.1' };
}
