/** The images of other projects, each with a fixed version. */
export const images = {
  postgres: 'docker.io/library/postgres:18.6-trixie',
  postgresCluster: 'ghcr.io/cloudnative-pg/postgresql:18.6-system-trixie',
  redpanda: { repository: 'docker.redpanda.com/redpandadata/redpanda', tag: 'v26.1.14' },
} as const;

export interface Chart {
  name: string;
  /** Default: the name is a whole `oci://` address. */
  repository?: string;
}

export const charts = {
  dapr: { name: 'dapr', repository: 'https://dapr.github.io/helm-charts' },
  certManager: { name: 'cert-manager', repository: 'https://charts.jetstack.io' },
  cloudNativePg: { name: 'cloudnative-pg', repository: 'https://cloudnative-pg.github.io/charts' },
  barmanPlugin: { name: 'plugin-barman-cloud', repository: 'https://cloudnative-pg.github.io/charts' },
  redpandaOperator: { name: 'operator', repository: 'https://charts.redpanda.com' },
  keda: { name: 'keda', repository: 'https://kedacore.github.io/charts' },
  gateway: { name: 'oci://docker.io/envoyproxy/gateway-helm' },
} as const satisfies Record<string, Chart>;

/** The versions of the charts of prerequisites. */
export const versions = {
  certManager: 'v1.21.2',
  cloudNativePg: '0.29.1',
  barmanPlugin: '0.8.1',
  redpandaOperator: '26.2.7',
  keda: '2.21.1',
  gateway: 'v1.9.1',
} as const;
