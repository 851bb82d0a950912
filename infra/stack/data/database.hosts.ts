import type { StackConfig } from '../config.ts';

/** Where PostgreSQL is, seen from the namespace. */
export function databaseHosts(config: StackConfig): { direct: string; pooled: string } {
  return config.postgres.kind === 'cluster'
    ? { direct: 'postgres-rw', pooled: 'postgres-pooler' }
    : { direct: 'postgres', pooled: 'postgres' };
}
