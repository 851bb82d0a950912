import { containersOf, type Resource, type Rule } from './rule.ts';

const door = 'frontend';

export const nothingElseIsOpen: Rule = {
  name: 'nothing-else-is-open',
  description: 'From outside the cluster nothing is reached but the page.',
  violations: (resource) => [
    ...services(resource),
    ...ingresses(resource),
    ...routes(resource),
    ...policies(resource),
    ...containersOf(resource)
      .filter(({ ports = [] }) => ports.some(({ hostPort }) => hostPort))
      .map(({ name }) => `Container ${name} has a port of its machine.`),
  ],
};

function services({ kind, metadata, spec }: Resource): string[] {
  if (kind === 'Redpanda' && spec?.clusterSpec?.external?.enabled !== false)
    return ['Its brokers are open to the outside.'];
  if (kind !== 'Service') return [];
  const open = (spec?.type && spec.type !== 'ClusterIP') || spec?.externalIPs?.length;
  return open && metadata?.name !== door ? [`Service ${metadata?.name} is a ${spec.type}.`] : [];
}

function ingresses({ kind, spec }: Resource): string[] {
  if (kind !== 'Ingress') return [];
  // biome-ignore lint/suspicious/noExplicitAny: as in Resource
  const paths: any[] = (spec?.rules ?? []).flatMap((rule: any) => rule.http?.paths ?? []);
  const backends = [spec?.defaultBackend, ...paths.map(({ backend }) => backend)].filter(Boolean);
  const others = backends.map(({ service }) => service?.name).filter((name) => name !== door);
  return [...others.map((name) => `It leads to ${name}.`), ...(spec?.tls?.length ? [] : ['It is without TLS.'])];
}

function routes({ kind, spec }: Resource): string[] {
  if (kind === 'Gateway') {
    // biome-ignore lint/suspicious/noExplicitAny: as in Resource
    const open: any[] = (spec?.listeners ?? []).filter(({ protocol, tls }: any) => protocol !== 'HTTP' && !tls);
    return open.map(({ name }) => `Its listener ${name} is without TLS.`);
  }
  if (!/^(HTTP|GRPC|TLS|TCP)Route$/.test(kind ?? '')) return [];
  // biome-ignore lint/suspicious/noExplicitAny: as in Resource
  const backends: any[] = (spec?.rules ?? []).flatMap((rule: any) => rule.backendRefs ?? []);
  return backends.filter(({ name }) => name !== door).map(({ name }) => `It leads to ${name}.`);
}

/** Finds policies with a rule without `from`, because such a rule lets everybody in. */
function policies({ kind, metadata, spec }: Resource): string[] {
  if (kind !== 'NetworkPolicy' || metadata?.name === door) return [];
  // biome-ignore lint/suspicious/noExplicitAny: as in Resource
  const anybody = (spec?.ingress ?? []).some(({ from }: any) => !from?.length);
  return anybody ? [`It lets everybody reach ${metadata?.name}.`] : [];
}
