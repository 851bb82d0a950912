import k8s from '@pulumi/kubernetes';
import type * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from '../config.ts';
import { networkPolicy } from '../network/network.policy.ts';
import { resources, restrictedContainer, restrictedPod, scheduling, scratch, secretFiles, variables } from '../pod.ts';
import { holdsData, labels, metadata, type StackContext } from '../stack-context.ts';
import { images } from '../third-party.ts';

type Dumps = NonNullable<Extract<StackConfig['postgres'], { kind: 'single' }>['dumps']>;

/** The id of the user `postgres` in the image. */
const user = 999;

/**
 * Dumps both databases to a volume by a CronJob. Another CronJob, which never runs by itself, restores the newest dump:
 * `kubectl create job restore --from=cronjob/postgres-restore`.
 */
export function postgresDumps(context: StackContext, settings: Dumps, parent: pulumi.Resource): void {
  const { schedule, keep, storage, storageClass } = settings;
  const { throwAway } = context.config;
  const named = (name: string) => metadata(context, name, 'postgres');
  networkPolicy(context, 'dumps', 'postgres', { parent });
  const account = new k8s.core.v1.ServiceAccount(
    'postgres-dumps',
    { metadata: named('postgres-dumps'), automountServiceAccountToken: false },
    { parent },
  );
  new k8s.core.v1.PersistentVolumeClaim(
    'postgres-dumps',
    {
      metadata: { ...named('postgres-dumps'), annotations: { 'pulumi.com/skipAwait': 'true' } },
      spec: {
        accessModes: ['ReadWriteOnce'],
        ...(storageClass ? { storageClassName: storageClass } : {}),
        resources: { requests: { storage } },
      },
    },
    { parent, ...holdsData(throwAway) },
  );
  const secrets = secretFiles([{ variable: 'PASSWORD', secret: 'postgres-superuser', key: 'password' }]);
  const writable = scratch('/tmp');
  const cronJob = (name: string, script: string, suspend: boolean) =>
    new k8s.batch.v1.CronJob(
      name,
      {
        metadata: named(name),
        spec: {
          schedule,
          suspend,
          concurrencyPolicy: 'Forbid',
          startingDeadlineSeconds: 3600,
          jobTemplate: {
            spec: {
              backoffLimit: 2,
              template: {
                metadata: { labels: labels('dumps', 'postgres') },
                spec: {
                  ...restrictedPod(user),
                  ...scheduling(context),
                  serviceAccountName: account.metadata.name,
                  automountServiceAccountToken: false,
                  restartPolicy: 'Never',
                  containers: [
                    {
                      name,
                      image: images.postgres,
                      imagePullPolicy: context.pullPolicy,
                      ...restrictedContainer,
                      command: ['/bin/bash', '-euo', 'pipefail', '-c', script],
                      env: [
                        ...variables({ PGHOST: 'postgres', PGUSER: 'postgres', KEEP: String(keep) }),
                        ...secrets.env,
                      ],
                      ...resources({
                        cpu: { request: '50m', limit: '1' },
                        memory: { request: '64Mi', limit: '512Mi' },
                      }),
                      volumeMounts: [{ name: 'dumps', mountPath: '/dumps' }, ...writable.mounts, ...secrets.mounts],
                    },
                  ],
                  volumes: [
                    { name: 'dumps', persistentVolumeClaim: { claimName: 'postgres-dumps' } },
                    ...writable.volumes,
                    ...secrets.volumes,
                  ],
                },
              },
            },
          },
        },
      },
      { parent },
    );
  cronJob('postgres-dump', dumpScript, false);
  cronJob('postgres-restore', restoreScript, true);
}

/** A dump gets its name only when it is complete, so a restore never reads a partial one. */
export const dumpScript = `
export PGPASSWORD="$(cat "$PASSWORD_FILE")"
folder="\${DUMPS:-/dumps}"; name="$(date -u +%Y%m%dT%H%M%SZ)"
rm -rf "$folder"/unfinished; mkdir "$folder/unfinished"
for database in todo dapr; do pg_dump --format=custom --file="$folder/unfinished/$database.dump" "$database"; done
mv "$folder/unfinished" "$folder/$name"
ls -1d "$folder"/2* | sort -r | tail -n "+$((KEEP + 1))" | xargs -r rm -rf
echo "Wrote $name."
`.trimStart();

/**
 * The content of a database is replaced in one transaction, so that it is either the whole dump or what was there before. All schemas
 * go first, because what a later version has added may depend on what the dump has. Without `commit` nothing is replaced.
 */
export const restoreScript = `
export PGPASSWORD="$(cat "$PASSWORD_FILE")"
folder="\${DUMPS:-/dumps}"; newest="$(ls -1d "$folder"/2* | sort | tail -n 1)"
for database in todo dapr; do
  {
    cat <<'SQL'
begin;
do $$
declare name text;
begin
  for name in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
    execute format('drop schema %I cascade', name);
  end loop;
end
$$;
create schema public authorization pg_database_owner;
grant usage on schema public to public;
SQL
    pg_restore --file=- "$newest/$database.dump" && echo 'commit;'
  } | psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --output=/dev/null "$database"
done
echo "Restored $newest."
`.trimStart();
