/** The ports of all parts, the same in every stack. */
export const ports = {
  frontend: 8080,
  backend: 8000,
  notification: 8002,
  recurring: 8003,
  websocket: 8004,
  postgres: 5432,
  /** The broker's Kafka API: 9092 without TLS, and 9093 with TLS when the operator runs the broker. */
  kafka: 9092,
  kafkaTls: 9093,
  /** The ports of a sidecar: for its own service, for other sidecars, and for metrics. */
  sidecarHttp: 3500,
  sidecarInternal: 50002,
  sidecarMetrics: 9090,
} as const;
