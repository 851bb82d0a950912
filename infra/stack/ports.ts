/**
 * The ports of all parts, the same in every stack. All are below 32768, because the kernel takes the ports of outgoing
 * connections from above, and one of those might hold a port when its server starts.
 */
export const ports = {
  frontend: 8080,
  backend: 8000,
  notification: 8002,
  recurring: 8003,
  websocket: 8004,
  postgres: 5432,
  /** The metrics of CloudNativePG's PostgreSQL and poolers. */
  postgresMetrics: 9187,
  poolerMetrics: 9127,
  /** The broker's Kafka API: 9092 without TLS, and 9093 with TLS when the operator runs the broker. */
  kafka: 9092,
  kafkaTls: 9093,
  /** The ports that brokers use among themselves, and the port for administration. */
  brokerRpc: 9645,
  brokerAdmin: 9644,
  /** The ports of a sidecar: for its own service (HTTP, and gRPC that nothing uses), for other sidecars, and for metrics. */
  sidecarHttp: 3500,
  sidecarGrpc: 3503,
  sidecarInternal: 3502,
  sidecarMetrics: 9090,
} as const;
