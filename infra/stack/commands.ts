import type { ClusterAccess } from './config.reader.ts';
import type { StackConfig } from './config.ts';
import { ports } from './ports.ts';

/** Returns the commands with which a person looks into the system that a stack has deployed. */
export function commands({ gateway, ingress, namespace, origin, postgres }: StackConfig, { context }: ClusterAccess) {
  const kubectl = `kubectl ${context ? `--context ${context} ` : ''}-n ${namespace}`;
  const port = new URL(origin).port || '3000';
  return {
    ...(gateway || ingress ? {} : { page: `${kubectl} port-forward svc/frontend ${port}:${ports.frontend}` }),
    pods: `${kubectl} get pods`,
    logs: `${kubectl} logs deploy/backend -c backend --follow`,
    ...(postgres.kind === 'single' ? { database: `${kubectl} exec -it postgres-0 -- psql -U postgres todo` } : {}),
    ...(postgres.kind === 'cluster'
      ? { database: `${kubectl} exec -it svc/postgres-rw -c postgres -- psql todo` }
      : {}),
  };
}
