import type { StackConfig } from '../config.ts';

/** How clients check that it is our PostgreSQL they talk to: which Secret's `ca.crt` signed it, and what node-postgres reads. */
export function postgresTrust({ postgres }: StackConfig): { ca: string | undefined; env: Record<string, string> } {
  if (postgres.kind === 'single') return { ca: undefined, env: {} };
  const ca = postgres.kind === 'cluster' ? 'postgres-ca' : postgres.ca;
  return {
    ca,
    env: { PGSSLMODE: 'verify-full', ...(ca ? { NODE_EXTRA_CA_CERTS: `${trustFolder}/ca.crt` } : {}) },
  };
}

/** The same in the service's container and in its sidecar's. */
export const trustFolder = '/mnt/postgres-ca';
