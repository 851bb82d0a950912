import type k8s from '@pulumi/kubernetes';
import { databaseHosts } from '../data/postgres.access.ts';
import { brokerAccess } from '../events/broker.access.ts';
import { resources, restrictedContainer, variables } from '../pod.ts';
import { ports } from '../ports.ts';
import type { StackContext } from '../stack-context.ts';
import type { ServiceArgs } from './service.args.ts';

type Container = k8s.types.input.core.v1.Container;
type Volume = k8s.types.input.core.v1.Volume;
type VolumeMount = k8s.types.input.core.v1.VolumeMount;

/** The certificate authority that a container trusts for the database. */
interface Trust {
  env: Record<string, string>;
  mounts: VolumeMount[];
}

const databaseUrl = { name: 'await-database', mountPath: '/run/secrets/await' };

/**
 * Returns the container that runs first in a service's pod and ends when everything is available that the service and its sidecar
 * need to start. Without it they would end and be restarted, because daprd ends within seconds while the broker is away.
 */
export function waitForNeeds(
  context: StackContext,
  { name, database, sidecar }: ServiceArgs,
  trust: Trust,
): { initContainers: Container[]; volumes: Volume[] } {
  const { config } = context;
  const dapr = (service: string) => `${service}.${config.dapr.namespace}.svc.cluster.local:443`;
  const addresses = [
    ...(sidecar ? [dapr('dapr-sentry'), dapr('dapr-api'), ...brokerAccess(config).addresses.split(',')] : []),
    ...(sidecar?.database ? databaseAddress(context) : []),
  ];
  if (!database && addresses.length === 0) return { initContainers: [], volumes: [] };
  const secret = { secretName: name, defaultMode: 0o440, items: [{ key: 'DATABASE_URL', path: 'DATABASE_URL' }] };
  const file = { DATABASE_URL_FILE: `${databaseUrl.mountPath}/DATABASE_URL` };
  return {
    initContainers: [
      waitContainer(context, addresses, {
        env: variables(database ? { ...trust.env, ...file } : {}),
        volumeMounts: database ? [{ ...databaseUrl, readOnly: true }, ...trust.mounts] : [],
      }),
    ],
    volumes: database ? [{ name: databaseUrl.name, secret }] : [],
  };
}

/** Returns the address of PostgreSQL as a list. It is empty for an existing server, whose address is only in a Secret. */
export function databaseAddress({ config }: StackContext): string[] {
  return config.postgres.kind === 'external' ? [] : [`${databaseHosts(config).direct}:${ports.postgres}`];
}

/** Returns a container that ends when the addresses accept connections and, if it has a DATABASE_URL, the schema is current. */
export function waitContainer(
  context: StackContext,
  addresses: string[],
  more: Pick<Container, 'env' | 'volumeMounts'> = {},
): Container {
  return {
    name: 'await',
    image: context.image('services'),
    imagePullPolicy: context.pullPolicy,
    ...restrictedContainer,
    command: ['node', 'shared/database/await.main.ts', ...addresses],
    ...more,
    ...resources({ cpu: { request: '50m', limit: '1' }, memory: { request: '96Mi', limit: '256Mi' } }),
  };
}
