import { z } from 'zod';
import type { Database } from './row.counts.ts';

/** The folder in which Kubernetes gives a pod its account's token, the API's certificate and the namespace. */
export const accountFolder = '/var/run/secrets/kubernetes.io/serviceaccount';

export const drillSettings = z.object({
  /** The cluster that is restored, as JSON for the Kubernetes API. */
  CLUSTER: z
    .string()
    .transform((text) => z.looseObject({ metadata: z.looseObject({ name: z.string() }) }).parse(JSON.parse(text))),
  /** The host of the live server. */
  PGHOST: z.string(),
  OWNER_PASSWORD: z.string(),
  STATE_STORE_PASSWORD: z.string(),
  /** Kubernetes sets these two in every pod. */
  KUBERNETES_SERVICE_HOST: z.string(),
  KUBERNETES_SERVICE_PORT: z.string(),
});

type DrillSettings = z.infer<typeof drillSettings>;

/** Returns how the owners of both databases connect to a server. */
export function databasesAt(
  host: string,
  { OWNER_PASSWORD, STATE_STORE_PASSWORD }: Pick<DrillSettings, 'OWNER_PASSWORD' | 'STATE_STORE_PASSWORD'>,
  ca?: string,
): Database[] {
  // node-postgres verifies the host's name, too. Without `ca` it follows PGSSLMODE.
  const server = { host, ...(ca ? { ssl: { ca } } : {}) };
  return [
    { name: 'todo', connection: { ...server, database: 'todo', user: 'todo_owner', password: OWNER_PASSWORD } },
    { name: 'dapr', connection: { ...server, database: 'dapr', user: 'todo_dapr', password: STATE_STORE_PASSWORD } },
  ];
}
