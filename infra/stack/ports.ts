/** What listens where, in every stack. */
export const ports = {
  frontend: 8080,
  backend: 8000,
  notification: 8002,
  recurring: 8003,
  websocket: 8004,
  postgres: 5432,
  /** The broker's Kafka API. With the operator, 9093 is its port with TLS. */
  kafka: 9092,
  kafkaTls: 9093,
  /** A sidecar's, for its own service; one sidecar's for another; its metrics. */
  sidecarHttp: 3500,
  sidecarInternal: 50002,
  sidecarMetrics: 9090,
} as const;
