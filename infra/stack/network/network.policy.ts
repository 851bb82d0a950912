import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from '../config.ts';
import { metadata, type Place, selector } from '../stack-context.ts';
import { type Arrow, arrows, type End, type Inside } from './allowed-connections.ts';

type Peer = k8s.types.input.networking.v1.NetworkPolicyPeer;

/** What may reach these pods, and what they may reach: the arrows that begin or end at them, and nothing else. */
export function networkPolicy(
  place: Place,
  name: Inside,
  component: string,
  options: pulumi.CustomResourceOptions,
): k8s.networking.v1.NetworkPolicy {
  const all = arrows(place.config);
  const reachedBy = all.filter(({ to }) => to === name);
  const reaches = all.filter(({ from }) => from === name);
  return new k8s.networking.v1.NetworkPolicy(
    `${name}-network`,
    {
      metadata: metadata(place, name, component),
      spec: {
        podSelector: { matchLabels: podsOf(place.config, name) },
        policyTypes: ['Ingress', 'Egress'],
        ingress: reachedBy.map((arrow) => ({ ...from(place.config, arrow.from), ports: portsOf(arrow) })),
        egress: reaches.map((arrow) => ({ to: [peer(place.config, arrow.to)], ports: portsOf(arrow) })),
      },
    },
    options,
  );
}

function portsOf({ ports }: Arrow) {
  return ports.map((port) => ({ protocol: 'TCP', port }));
}

/** Without `from`, anybody. */
function from(config: StackConfig, end: End): { from?: Peer[] } {
  return end === 'anyone' ? {} : { from: [peer(config, end)] };
}

function peer(config: StackConfig, end: End): Peer {
  const { postgres, broker, dapr, ingress, monitoring, telemetry, llm, oidc, kubernetesApi } = config;
  const namespace = (name: string): Peer => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
  });
  const range = (cidr: string): Peer => ({ ipBlock: { cidr } });
  if (end === 'ingress' && ingress) return namespace(ingress.namespace);
  if (end === 'monitoring' && monitoring) return namespace(monitoring);
  if (end === 'telemetry' && telemetry) return namespace(telemetry.namespace);
  if (end === 'llm' && llm) return range(llm.range);
  if (end === 'issuer' && oidc) return range(oidc.range);
  if (end === 'dapr') return namespace(dapr.namespace);
  if (end === 'kubernetes') return range(kubernetesApi.range);
  // Their operators are installed wherever the cluster's keeper likes.
  if (end === 'operator') return { namespaceSelector: {}, podSelector: { matchExpressions: [operators] } };
  if (end === 'mail' || end === 'store') return range('0.0.0.0/0');
  if (end === 'postgres' && postgres.kind === 'external') return range(postgres.range);
  if (end === 'broker' && broker.kind === 'external') return range(broker.range);
  return { podSelector: { matchLabels: podsOf(config, end as Inside) } };
}

const operators = {
  key: 'app.kubernetes.io/name',
  operator: 'In',
  values: ['cloudnative-pg', 'operator', 'redpanda-operator', 'keda-operator'],
};

/** The operators label their pods in their own way. */
export function podsOf({ postgres, broker }: StackConfig, name: Inside): Record<string, string> {
  if (name === 'postgres' && postgres.kind === 'cluster') return { 'cnpg.io/cluster': 'postgres' };
  if (name === 'pooler') return { 'cnpg.io/poolerName': 'postgres-pooler' };
  if (name === 'broker' && broker.kind === 'cluster') return { 'app.kubernetes.io/name': 'redpanda' };
  return selector(name === 'broker' ? 'redpanda' : name);
}
