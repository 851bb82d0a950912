import pg from 'pg';
import type { DeployedStack } from './deployed-stack.ts';
import type { Kubectl } from './kubectl.ts';
import type { Visitor } from './visitor.ts';

/** The namespaces of the system and of Dapr's control plane in the stack `minikube`. */
export const namespace = 'todo';
export const daprNamespace = 'dapr-system';

/** What every step works with. */
export interface TestCluster {
  stack: DeployedStack;
  /** For the namespace of the system, and for that of Dapr's control plane. */
  kubectl: Kubectl;
  dapr: Kubectl;
  visitor: Visitor;
  /** The address of the page, once the system is deployed. */
  page: string;
  say(line: string): void;
}

/** What the system consists of, in the order in which a request or an event meets it. */
export const workloads = [
  'deployment/frontend',
  'deployment/backend',
  'statefulset/postgres',
  'statefulset/redpanda',
  'deployment/notification',
  'deployment/recurring',
  'statefulset/websocket',
] as const;

/** The workloads that are ours. A rollout of these fails no request. */
export const services = workloads.filter((workload) => !/postgres|redpanda/.test(workload));

/** Connects to the database as its superuser, or with other credentials. */
export async function withDatabase<T>(
  { kubectl, stack }: TestCluster,
  work: (database: pg.Pool) => Promise<T>,
  login: { user: string; password: string; database?: string } = {
    user: 'postgres',
    password: stack.secrets.superuserPassword,
  },
): Promise<T> {
  const forward = await kubectl.forward('service/postgres', 5432);
  const pool = new pg.Pool({ host: '127.0.0.1', port: forward.port, database: 'todo', max: 2, ...login });
  pool.on('error', () => undefined); // the port is closed before the pool
  try {
    return await work(pool);
  } finally {
    await pool.end();
    await forward.close();
  }
}

export function secondsSince(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
