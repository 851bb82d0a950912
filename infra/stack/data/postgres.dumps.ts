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
 * Dumps both databases to a volume by a CronJob. A second one restores the newest dump beside them and compares its rows. A third one,
 * which never runs by itself, restores it in their place: `kubectl create job restore --from=cronjob/postgres-restore`.
 */
export function postgresDumps(context: StackContext, settings: Dumps, parent: pulumi.Resource): void {
  const { schedule, keep, drill, storage, storageClass } = settings;
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
  const cronJob = (name: string, script: string, schedule: string, { env = {}, suspend = false } = {}) =>
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
                      env: [...variables({ PGHOST: 'postgres', PGUSER: 'postgres', ...env }), ...secrets.env],
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
  cronJob('postgres-dump', dumpScript, schedule, { env: { KEEP: String(keep) } });
  cronJob('postgres-drill', drillScript, drill);
  cronJob('postgres-restore', restoreScript, schedule, { suspend: true });
}

/**
 * What each script begins with. Where network policies are enforced, it takes seconds until they let a new pod reach PostgreSQL.
 */
const begin = `
export PGPASSWORD="$(cat "$PASSWORD_FILE")"
timeout "\${WAIT_SECONDS:-60}" bash -c 'until pg_isready --quiet; do sleep 1; done' || {
  echo "PostgreSQL does not accept connections at $PGHOST. Start it, and run this Job again." >&2; exit 1
}
`.trimStart();

/** Writes the number of rows of each table. */
const rows = `select format('select %L, count(*) from %I.%I', table_name, table_schema, table_name) from information_schema.tables
  where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by table_name \\gexec`;

/**
 * A dump gets its name only when it is complete, so a restore never reads a partial one. Its rows are counted in the snapshot that it is
 * made of.
 */
export const dumpScript = `${begin}folder="\${DUMPS:-/dumps}"; name="$(date -u +%Y%m%dT%H%M%SZ)"
rm -rf "$folder"/unfinished; mkdir "$folder/unfinished"
for database in todo dapr; do
  FILE="$folder/unfinished/$database.dump" DATABASE="$database" \\
    psql --quiet --no-psqlrc --tuples-only --no-align --set=ON_ERROR_STOP=1 "$database" >"$folder/unfinished/$database.rows" <<'SQL'
begin isolation level repeatable read read only;
select pg_export_snapshot() as snapshot \\gset
\\setenv SNAPSHOT :snapshot
\\! pg_dump --format=custom --snapshot="$SNAPSHOT" --file="$FILE" "$DATABASE" || rm -f "$FILE"
${rows}
SQL
  test -s "$folder/unfinished/$database.dump"
done
mv "$folder/unfinished" "$folder/$name"
ls -1d "$folder"/2* | sort -r | tail -n "+$((KEEP + 1))" | xargs -r rm -rf
echo "Wrote $name."
`.trimStart();

/**
 * Writes the statements of a dump. pg_restore itself would run them with an empty search path, with which functions in dumps of before
 * version 0.6 do not find each other.
 */
const statements = (dump: string) =>
  `pg_restore --file=- "${dump}" | sed "0,/^SELECT pg_catalog.set_config('search_path', '', false);$/s//set search_path = public;/"`;

/** Restores the newest dump into a database of its own. Fails if it cannot be restored, or has other rows than were counted. */
export const drillScript = `${begin}folder="\${DUMPS:-/dumps}"; newest="$(ls -1d "$folder"/2* | sort | tail -n 1)"
for database in todo dapr; do
  psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --command='drop database if exists drill with (force)' \\
    --command='create database drill template template0' postgres
  ${statements('$newest/$database.dump')} |
    psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --output=/dev/null --single-transaction drill
  psql --quiet --no-psqlrc --tuples-only --no-align --set=ON_ERROR_STOP=1 drill <<'SQL' | diff "$newest/$database.rows" -
${rows}
SQL
  psql --quiet --no-psqlrc --command='drop database drill with (force)' postgres
done
echo "$newest can be restored, with all its rows."
`.trimStart();

/**
 * The content of a database is replaced in one transaction, so that it is either the whole dump or what was there before. All schemas
 * go first, because what a later version has added may depend on what the dump has. Without `commit` nothing is replaced. Kubernetes makes
 * one `$` of two in a command, so the block has a name.
 */
export const restoreScript = `${begin}folder="\${DUMPS:-/dumps}"; newest="$(ls -1d "$folder"/2* | sort | tail -n 1)"
for database in todo dapr; do
  {
    cat <<'SQL'
begin;
do $do$
declare name text;
begin
  for name in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema' loop
    execute format('drop schema %I cascade', name);
  end loop;
end
$do$;
create schema public authorization pg_database_owner;
grant usage on schema public to public;
SQL
    ${statements('$newest/$database.dump')} && echo 'commit;'
  } | psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --output=/dev/null "$database"
done
echo "Restored $newest."
`.trimStart();
