import type { StackConfig } from '../config.ts';
import { ports } from '../ports.ts';

/** One end of a connection: pods of this stack, or a peer outside the namespace. */
export type Endpoint =
  | OwnPods
  | 'anyone'
  | 'ingress'
  | 'dapr'
  | 'kubernetes'
  | 'monitoring'
  | 'telemetry'
  | 'mail'
  | 'push'
  | 'llm'
  | 'issuer'
  | 'postgres-operator'
  | 'broker-operator'
  | 'keda'
  | 'store'
  | 'identity';
export type OwnPods =
  | 'frontend'
  | 'backend'
  | 'notification'
  | 'recurring'
  | 'websocket'
  | 'migration'
  | 'topics'
  | 'dumps'
  | 'restore-drill'
  | 'restored-postgres'
  | 'postgres'
  | 'pooler'
  | 'broker';

export interface Connection {
  from: Endpoint;
  to: Endpoint;
  ports: readonly number[];
}

/** Lists who may open a connection to whom. Every network policy is derived from this list. */
export function allowedConnections(config: StackConfig): Connection[] {
  const {
    eventsEnabled,
    autoscaling,
    dapr,
    postgres,
    broker,
    gateway,
    ingress,
    monitoring,
    telemetry,
    llm,
    oidc,
    email,
    kubernetesApi,
  } = config;
  const pooled: Endpoint = postgres.kind === 'cluster' ? 'pooler' : 'postgres';
  const postgresPort = postgres.kind === 'external' ? postgres.port : ports.postgres;
  const connection = (from: Endpoint, to: Endpoint, ...opened: number[]): Connection => ({ from, to, ports: opened });
  const apps = [
    'backend',
    ...(eventsEnabled ? (['notification', 'recurring', 'websocket'] as const) : []),
  ] as OwnPods[];
  return [
    connection(gateway || ingress ? 'ingress' : 'anyone', 'frontend', ports.frontend),
    connection('frontend', 'backend', ports.backend),
    connection('backend', pooled, postgresPort),
    connection('migration', 'postgres', postgresPort),
    ...(llm ? [connection('backend', 'llm', portOf(llm.baseUrl))] : []),
    ...(oidc ? [connection('backend', 'issuer', portOf(oidc.issuer))] : []),
    ...(telemetry ? apps.map((app) => connection(app, 'telemetry', portOf(telemetry.endpoint))) : []),
    ...(postgres.kind === 'cluster' ? postgresCluster() : []),
    ...(postgres.kind === 'single' && postgres.dumps ? [connection('dumps', 'postgres', postgresPort)] : []),
    ...(eventsEnabled
      ? [
          connection('frontend', 'websocket', ports.websocket),
          connection('notification', pooled, postgresPort),
          // Sidecars use the state store, and they run in the services' pods.
          ...(pooled === 'postgres' ? [] : [connection('notification', 'postgres', postgresPort)]),
          connection('recurring', 'postgres', postgresPort),
          // Service invocation goes from sidecar to sidecar.
          connection('recurring', 'backend', ports.sidecarInternal),
          connection('websocket', 'backend', ports.sidecarInternal),
          connection('backend', 'notification', ports.sidecarInternal),
          ...apps.map((app) => connection(app, 'broker', ...brokerPorts(config))),
          connection('topics', 'broker', ...brokerPorts(config)),
          // Sidecars need the operator (components) and sentry (certificates). A Dapr installed by others also has placement and scheduler.
          ...apps.map((app) => connection(app, 'dapr', 443, 6500, 50001, ...(dapr.install ? [] : [50005, 50006]))),
          ...(['backend', 'notification', 'websocket'] as const).map((app) =>
            connection(app, 'kubernetes', ...kubernetesApi.ports),
          ),
          ...(broker.kind === 'cluster' ? brokerCluster() : []),
          // KEDA asks the broker for the number of unread events.
          ...(autoscaling === 'lag' ? [connection('keda', 'broker', ...brokerPorts(config))] : []),
          ...(email ? [connection('notification', 'mail', email.port)] : []),
          connection('notification', 'push', 443),
        ]
      : []),
    ...(monitoring
      ? [
          ...apps.map((app) =>
            connection('monitoring', app, ports[app as 'backend'], ...(eventsEnabled ? [ports.sidecarMetrics] : [])),
          ),
          ...(postgres.kind === 'cluster'
            ? [
                connection('monitoring', 'postgres', ports.postgresMetrics),
                connection('monitoring', 'pooler', ports.poolerMetrics),
              ]
            : []),
          ...(eventsEnabled && broker.kind !== 'external'
            ? [connection('monitoring', 'broker', ports.brokerAdmin)]
            : []),
        ]
      : []),
  ];

  function postgresCluster(): Connection[] {
    return [
      connection('pooler', 'postgres', postgresPort),
      // These ports are for replication and for the operator's status checks.
      connection('postgres', 'postgres', postgresPort, 8000),
      connection('postgres-operator', 'postgres', postgresPort, 8000),
      connection('postgres-operator', 'pooler', postgresPort, ports.poolerMetrics),
      connection('postgres', 'kubernetes', ...kubernetesApi.ports),
      connection('pooler', 'kubernetes', ...kubernetesApi.ports),
      ...(postgres.kind === 'cluster' && postgres.backup ? backups(postgres.backup) : []),
    ];
  }

  function backups({ endpoint, credentials }: { endpoint?: string | undefined; credentials?: string | undefined }) {
    return [
      ...(['postgres', 'restored-postgres'] as const).flatMap((server) => [
        connection(server, 'store', endpoint ? portOf(endpoint) : 443),
        // Without a Secret, rights come from the cloud's metadata server (GKE: 80 and 988) or the agent of EKS (80).
        ...(credentials ? [] : [connection(server, 'identity', 80, 988)]),
      ]),
      connection('restore-drill', 'kubernetes', ...kubernetesApi.ports),
      connection('restore-drill', 'postgres', postgresPort),
      connection('restore-drill', 'restored-postgres', postgresPort),
      connection('postgres-operator', 'restored-postgres', postgresPort, 8000),
      connection('restored-postgres', 'kubernetes', ...kubernetesApi.ports),
    ];
  }

  function brokerCluster(): Connection[] {
    return [
      // Brokers connect to each other for Kafka, Raft and administration.
      connection('broker', 'broker', ports.kafkaTls, ports.brokerRpc, ports.brokerAdmin, 8081, 8082),
      connection('broker-operator', 'broker', ports.kafkaTls, ports.brokerAdmin, 8081),
      connection('broker', 'kubernetes', ...kubernetesApi.ports),
    ];
  }
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port ? Number(port) : protocol === 'https:' ? 443 : 80;
}

/** The ports of the broker's Kafka API. */
export function brokerPorts({ broker }: StackConfig): number[] {
  if (broker.kind === 'external') return [...new Set(broker.addresses.map((address) => Number(address.split(':')[1])))];
  return [broker.kind === 'single' ? ports.kafka : ports.kafkaTls];
}
