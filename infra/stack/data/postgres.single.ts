import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from '../config.ts';
import { resources, scratch, secretFiles, variables } from '../pod.ts';
import { ports } from '../ports.ts';
import { singlePod } from '../single.pod.ts';
import { holdsData, metadata, type StackContext } from '../stack-context.ts';
import { images } from '../third-party.ts';
import { postgresPrivacySettings } from './postgres.privacy.ts';

/**
 * Creates the two databases and their owners; migrations do the rest. The image's entry point runs it once, when the data
 * folder is new. Compose uses the same file.
 */
export const databasesScript = readFileSync(join(import.meta.dirname, '../../compose/postgres/databases.sql'), 'utf8');

/** The id of the user `postgres` in the image. */
const user = 999;

/**
 * Sets the roles' passwords from the Secrets, at the start and whenever one changes; Kubernetes updates the mounted files. It
 * connects through the socket, where PostgreSQL trusts its own user, so a new superuser password does not need the old one.
 */
const rolesScript = `
trap 'exit 0' TERM
while true; do
  wanted=$(cat "$POSTGRES_PASSWORD_FILE" "$OWNER_PASSWORD_FILE" "$STATE_STORE_PASSWORD_FILE")
  if [ "$wanted" != "$applied" ]; then
    psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --host=/var/run/postgresql --username=postgres postgres <<'SQL' && applied=$wanted
\\set superuser \`cat "$POSTGRES_PASSWORD_FILE"\`
\\set owner \`cat "$OWNER_PASSWORD_FILE"\`
\\set state_store \`cat "$STATE_STORE_PASSWORD_FILE"\`
alter role postgres password :'superuser';
alter role todo_owner password :'owner';
alter role todo_dapr password :'state_store';
SQL
  fi
  sleep 5 & wait $!
done
`.trimStart();

/** PostgreSQL as a single pod, for a cluster of one machine. */
export function postgresSingle(
  context: StackContext,
  data: Extract<StackConfig['postgres'], { kind: 'single' }>,
  parent: pulumi.Resource,
): void {
  const secrets = secretFiles([
    { variable: 'POSTGRES_PASSWORD', secret: 'postgres-superuser', key: 'password' },
    { variable: 'OWNER_PASSWORD', secret: 'postgres-owner', key: 'password' },
    { variable: 'STATE_STORE_PASSWORD', secret: 'postgres-state-store', key: 'password' },
  ]);
  const writable = scratch('/tmp', '/var/run/postgresql');
  const script = new k8s.core.v1.ConfigMap(
    'postgres-databases',
    { metadata: metadata(context, 'postgres-databases', 'postgres'), data: { 'databases.sql': databasesScript } },
    { parent },
  );
  const ready = { exec: { command: ['pg_isready', '--username=postgres', '--host=127.0.0.1'] }, timeoutSeconds: 5 };
  singlePod(
    context,
    {
      name: 'postgres',
      port: { name: 'postgres', port: ports.postgres },
      user,
      data,
      container: {
        image: images.postgres,
        // Each replica of each service has its own connection pool.
        args: [
          'postgres',
          ...['max_connections=200', 'timezone=UTC', ...postgresPrivacySettings].flatMap((setting) => ['-c', setting]),
        ],
        env: [
          // Text is sorted as on every other machine; see infra/local/postgres/postgres.init.ts.
          ...variables({
            POSTGRES_INITDB_ARGS:
              '--encoding=UTF8 --locale=C --lc-ctype=C.UTF-8 --locale-provider=icu --icu-locale=und --auth-host=scram-sha-256',
          }),
          ...secrets.env,
        ],
        ports: [{ name: 'postgres', containerPort: ports.postgres }],
        startupProbe: { ...ready, periodSeconds: 2, failureThreshold: 150 },
        readinessProbe: { ...ready, periodSeconds: 5 },
        livenessProbe: { tcpSocket: { port: 'postgres' }, periodSeconds: 10, failureThreshold: 6 },
        ...resources({ cpu: { request: '100m', limit: '2' }, memory: { request: '256Mi', limit: '1Gi' } }),
        volumeMounts: [
          { name: 'data', mountPath: '/var/lib/postgresql' },
          { name: 'databases', mountPath: '/docker-entrypoint-initdb.d', readOnly: true },
          { name: 'shared-memory', mountPath: '/dev/shm' },
          ...writable.mounts,
          ...secrets.mounts,
        ],
      },
      companion: {
        name: 'roles',
        image: images.postgres,
        command: ['/bin/bash', '-c', rolesScript],
        env: secrets.env,
        ...resources({ cpu: { request: '10m', limit: '200m' }, memory: { request: '16Mi', limit: '64Mi' } }),
        volumeMounts: [...writable.mounts, ...secrets.mounts],
      },
      volumes: [
        { name: 'databases', configMap: { name: script.metadata.name, defaultMode: 0o444 } },
        { name: 'shared-memory', emptyDir: { medium: 'Memory', sizeLimit: '128Mi' } },
        ...writable.volumes,
        ...secrets.volumes,
      ],
    },
    { parent, ...holdsData(context.config.throwAway) },
  );
}
