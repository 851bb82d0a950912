/** The images of other projects, each with a fixed version. */
export const images = {
  postgres: 'docker.io/library/postgres:18.6-trixie',
  postgresCluster: 'ghcr.io/cloudnative-pg/postgresql:18.6-system-trixie',
  redpanda: { repository: 'docker.redpanda.com/redpandadata/redpanda', tag: 'v26.1.14' },
} as const;

export const charts = {
  dapr: { name: 'dapr', repository: 'https://dapr.github.io/helm-charts' },
} as const;
