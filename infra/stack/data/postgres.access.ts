import type { StackConfig } from '../config.ts';

/** The hosts of PostgreSQL within the namespace: the server itself, and the pooler in front of it where there is one. */
export function databaseHosts({ postgres }: StackConfig): { direct: string; pooled: string } {
  return postgres.kind === 'cluster'
    ? { direct: 'postgres-rw', pooled: 'postgres-pooler' }
    : { direct: 'postgres', pooled: 'postgres' };
}

/** The name of the cluster that a restore drill makes. CloudNativePG gives it to the pods, the account and the role as well. */
export const drillCluster = 'postgres-drill';

/**
 * The settings by which clients verify PostgreSQL's certificate: the Secret whose `ca.crt` signed it, and the variables that
 * node-postgres reads.
 */
export function postgresTrust({ postgres }: StackConfig): { ca: string | undefined; env: Record<string, string> } {
  if (postgres.kind === 'single') return { ca: undefined, env: {} };
  const ca = postgres.kind === 'cluster' ? 'postgres-ca' : postgres.ca;
  return {
    ca,
    env: { PGSSLMODE: 'verify-full', ...(ca ? { NODE_EXTRA_CA_CERTS: `${trustFolder}/ca.crt` } : {}) },
  };
}

/** The folder of the certificate, in the service's container and in its sidecar. */
export const trustFolder = '/mnt/postgres-ca';
