import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from '../config.ts';
import { drillCluster } from '../data/postgres.access.ts';
import { metadata, type StackContext, selector } from '../stack-context.ts';
import { allowedConnections, type Connection, type Endpoint, type OwnPods } from './allowed-connections.ts';

type Peer = k8s.types.input.networking.v1.NetworkPolicyPeer;

/** Creates the policy of these pods. It allows the connections that begin or end at them, and no others. */
export function networkPolicy(
  context: StackContext,
  name: OwnPods,
  component: string,
  options: pulumi.CustomResourceOptions,
): k8s.networking.v1.NetworkPolicy {
  const all = allowedConnections(context.config);
  const reachedBy = all.filter(({ to }) => to === name);
  const reaches = all.filter(({ from }) => from === name);
  return new k8s.networking.v1.NetworkPolicy(
    `${name}-network`,
    {
      metadata: metadata(context, name, component),
      spec: {
        podSelector: { matchLabels: podsOf(context.config, name) },
        policyTypes: ['Ingress', 'Egress'],
        ingress: reachedBy.map((connection) => ({
          ...from(context.config, connection.from),
          ports: portsOf(connection),
        })),
        egress: reaches.map((connection) => ({
          to: [peer(context.config, connection.to)],
          ports: portsOf(connection),
        })),
      },
    },
    options,
  );
}

function portsOf({ ports }: Connection) {
  return ports.map((port) => ({ protocol: 'TCP', port }));
}

/** Returns the peers of an endpoint. Without `from`, everybody may connect. */
function from(config: StackConfig, endpoint: Endpoint): { from?: Peer[] } {
  return endpoint === 'anyone' ? {} : { from: [peer(config, endpoint)] };
}

function peer(config: StackConfig, endpoint: Endpoint): Peer {
  const { postgres, broker, dapr, monitoring, telemetry, llm, oidc, kubernetesApi } = config;
  const namespace = (name: string): Peer => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
  });
  const range = (cidr: string): Peer => ({ ipBlock: { cidr } });
  const entry = config.gateway ?? config.ingress;
  if (endpoint === 'ingress' && entry) return namespace(entry.namespace);
  if (endpoint === 'monitoring' && monitoring) return namespace(monitoring.namespace);
  if (endpoint === 'telemetry' && telemetry) return namespace(telemetry.namespace);
  if (endpoint === 'llm' && llm) return range(llm.range);
  if (endpoint === 'issuer' && oidc) return range(oidc.range);
  if (endpoint === 'dapr') return namespace(dapr.namespace);
  if (endpoint === 'kubernetes') return range(kubernetesApi.range);
  const operator = operators[endpoint];
  if (operator) return { namespaceSelector: {}, podSelector: { matchExpressions: [named(operator)] } };
  if (endpoint === 'identity') return range('169.254.0.0/16');
  if (endpoint === 'push') return { ipBlock: { cidr: '0.0.0.0/0', except: privateRanges } };
  if (endpoint === 'mail' || endpoint === 'store') return range('0.0.0.0/0');
  if (endpoint === 'postgres' && postgres.kind === 'external') return range(postgres.range);
  if (endpoint === 'broker' && broker.kind === 'external') return range(broker.range);
  return { podSelector: { matchLabels: podsOf(config, endpoint as OwnPods) } };
}

/**
 * Push services are on the internet, so what sends to them reaches nothing else by that rule. The last two are ranges that clusters
 * use for pods besides the private ones. Addresses of IPv6 are in no rule, so none is reached.
 */
const privateRanges = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '127.0.0.0/8',
  '198.18.0.0/15',
  '240.0.0.0/4',
];

/** The names in the labels of operators, which may be installed in any namespace. */
const operators: Partial<Record<Endpoint, string[]>> = {
  'postgres-operator': ['cloudnative-pg'],
  'broker-operator': ['operator', 'redpanda-operator'],
  keda: ['keda-operator'],
};

function named(values: string[]) {
  return { key: 'app.kubernetes.io/name', operator: 'In', values };
}

/** Returns the labels of pods. Operators use their own labels for the pods they create. */
export function podsOf({ postgres, broker }: StackConfig, name: OwnPods): Record<string, string> {
  if (name === 'postgres' && postgres.kind === 'cluster') return { 'cnpg.io/cluster': 'postgres' };
  if (name === 'restored-postgres') return { 'cnpg.io/cluster': drillCluster };
  if (name === 'pooler') return { 'cnpg.io/poolerName': 'postgres-pooler' };
  if (name === 'broker' && broker.kind === 'cluster') return { 'app.kubernetes.io/name': 'redpanda' };
  return selector(name === 'broker' ? 'redpanda' : name);
}
