import type { StackConfig } from '../config.ts';
import { ports } from '../ports.ts';

/** What talks: pods of ours, or somebody outside the namespace. */
export type End =
  | Inside
  | 'anyone'
  | 'ingress'
  | 'dapr'
  | 'kubernetes'
  | 'monitoring'
  | 'telemetry'
  | 'mail'
  | 'llm'
  | 'issuer'
  | 'operator'
  | 'store';
export type Inside =
  | 'frontend'
  | 'backend'
  | 'notification'
  | 'recurring'
  | 'websocket'
  | 'migration'
  | 'topics'
  | 'postgres'
  | 'pooler'
  | 'broker';

export interface Arrow {
  from: End;
  to: End;
  ports: readonly number[];
}

/** Who may open a connection to whom: the picture of the system, and with it every network policy. */
export function arrows(config: StackConfig): Arrow[] {
  const {
    phase5,
    autoscaling,
    dapr,
    postgres,
    broker,
    ingress,
    monitoring,
    telemetry,
    llm,
    oidc,
    email,
    kubernetesApi,
  } = config;
  const pooled: End = postgres.kind === 'cluster' ? 'pooler' : 'postgres';
  const postgresPort = postgres.kind === 'external' ? postgres.port : ports.postgres;
  const arrow = (from: End, to: End, ...opened: number[]): Arrow => ({ from, to, ports: opened });
  const apps = ['backend', ...(phase5 ? (['notification', 'recurring', 'websocket'] as const) : [])] as Inside[];
  return [
    arrow(ingress ? 'ingress' : 'anyone', 'frontend', ports.frontend),
    arrow('frontend', 'backend', ports.backend),
    arrow('backend', pooled, postgresPort),
    arrow('migration', 'postgres', postgresPort),
    ...(llm ? [arrow('backend', 'llm', portOf(llm.baseUrl))] : []),
    ...(oidc ? [arrow('backend', 'issuer', portOf(oidc.issuer))] : []),
    ...(telemetry ? apps.map((app) => arrow(app, 'telemetry', portOf(telemetry.endpoint))) : []),
    ...(postgres.kind === 'cluster' ? postgresCluster() : []),
    ...(phase5
      ? [
          arrow('frontend', 'websocket', ports.websocket),
          arrow('notification', pooled, postgresPort),
          // The state store is the sidecars', and they are in the pods.
          ...(pooled === 'postgres' ? [] : [arrow('notification', 'postgres', postgresPort)]),
          arrow('recurring', 'postgres', postgresPort),
          // Service invocation goes from sidecar to sidecar.
          arrow('recurring', 'backend', ports.sidecarInternal),
          arrow('websocket', 'backend', ports.sidecarInternal),
          arrow('backend', 'notification', ports.sidecarInternal),
          ...apps.map((app) => arrow(app, 'broker', ...brokerPorts(config))),
          arrow('topics', 'broker', ...brokerPorts(config)),
          // Operator (components) and sentry (certificates); a Dapr that is not ours also has placement and scheduler.
          ...apps.map((app) => arrow(app, 'dapr', 443, 6500, 50001, ...(dapr.install ? [] : [50005, 50006]))),
          ...(['backend', 'notification', 'websocket'] as const).map((app) =>
            arrow(app, 'kubernetes', ...kubernetesApi.ports),
          ),
          ...(broker.kind === 'cluster' ? brokerCluster() : []),
          // KEDA asks the broker what is still to be read.
          ...(autoscaling === 'lag' ? [arrow('operator', 'broker', ...brokerPorts(config))] : []),
          ...(email ? [arrow('notification', 'mail', email.port)] : []),
        ]
      : []),
    ...(monitoring
      ? apps.map((app) => arrow('monitoring', app, ports[app as 'backend'], ...(phase5 ? [ports.sidecarMetrics] : [])))
      : []),
  ];

  function postgresCluster(): Arrow[] {
    return [
      arrow('pooler', 'postgres', postgresPort),
      // Replication, and the operator asking each instance how it is.
      arrow('postgres', 'postgres', postgresPort, 8000),
      arrow('operator', 'postgres', postgresPort, 8000),
      arrow('operator', 'pooler', postgresPort, 9127),
      arrow('postgres', 'kubernetes', ...kubernetesApi.ports),
      arrow('pooler', 'kubernetes', ...kubernetesApi.ports),
      ...(postgres.kind === 'cluster' && postgres.backup ? [arrow('postgres', 'store', 443)] : []),
    ];
  }

  function brokerCluster(): Arrow[] {
    return [
      // Raft, Kafka, and the administration of one broker by another.
      arrow('broker', 'broker', ports.kafkaTls, 33145, 9644, 8081, 8082),
      arrow('operator', 'broker', ports.kafkaTls, 9644, 8081),
      arrow('broker', 'kubernetes', ...kubernetesApi.ports),
    ];
  }
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port ? Number(port) : protocol === 'https:' ? 443 : 80;
}

/** Of the broker's Kafka API. */
export function brokerPorts({ broker }: StackConfig): number[] {
  if (broker.kind === 'external') return [...new Set(broker.addresses.map((address) => Number(address.split(':')[1])))];
  return [broker.kind === 'single' ? ports.kafka : ports.kafkaTls];
}
