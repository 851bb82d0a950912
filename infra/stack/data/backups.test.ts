import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { find, names } from '../../../tests/support/stack/find.ts';
import { runOf } from '../../../tests/support/stack/runs.ts';
import { runScript, writePrograms } from '../../../tests/support/stack/scripted.programs.ts';
import { runProgram } from '../../render/run-program.ts';
import { parseConfig } from '../config.reader.ts';
import { newSecrets } from '../secrets/new-secrets.ts';
import { dumpScript, restoreScript } from './postgres.dumps.ts';

const cloud = (postgres: object, more: Record<string, unknown> = {}) =>
  runProgram('cloud', { 'todo:postgres': { kind: 'cluster', ...postgres }, ...more });

describe('backups of the PostgreSQL cluster', () => {
  const azure = 'https://mine.blob.core.windows.net/todo/postgres';
  const key = (name: string) => ({ name: 'store', key: name });
  const stores: [destination: string, credentials: string | undefined, expected: object][] = [
    [
      's3://mine/todo',
      'store',
      { s3Credentials: { accessKeyId: key('ACCESS_KEY_ID'), secretAccessKey: key('ACCESS_SECRET_KEY') } },
    ],
    ['s3://mine/todo', undefined, { s3Credentials: { inheritFromIAMRole: true } }],
    ['gs://mine/todo', 'store', { googleCredentials: { applicationCredentials: key('GOOGLE_CREDENTIALS') } }],
    ['gs://mine/todo', undefined, { googleCredentials: { gkeEnvironment: true } }],
    [azure, 'store', { azureCredentials: { connectionString: key('AZURE_CONNECTION_STRING') } }],
    [azure, undefined, { azureCredentials: { inheritFromAzureAD: true } }],
  ];
  for (const [destination, credentials, expected] of stores) {
    it(`go to ${destination} ${credentials ? 'by the key in a Secret' : "by the rights of PostgreSQL's account"}`, async () => {
      const { manifests } = await cloud({ backup: { destination, ...(credentials ? { credentials } : {}) } });
      const { configuration } = find(manifests, 'ObjectStore/postgres-backups').spec;
      const { wal: _, data: __, destinationPath, ...rest } = configuration;
      assert.deepEqual([destinationPath, rest], [destination, expected]);
      const { egress } = find(manifests, 'NetworkPolicy/postgres').spec;
      const peers = egress.flatMap(
        ({ to, ports }: { to: { ipBlock?: { cidr: string } }[]; ports: { port: number }[] }) =>
          to.map(({ ipBlock }) => `${ipBlock?.cidr}:${ports.map(({ port }) => port)}`),
      );
      assert.ok(peers.includes('0.0.0.0/0:443'));
      assert.equal(peers.includes('169.254.0.0/16:80,988'), !credentials);
    });
  }

  it('may go to another port, which the network policy opens', async () => {
    const { manifests } = await cloud({
      backup: { destination: 's3://mine/todo', endpoint: 'http://minio.store:9000' },
    });
    const { egress } = find(manifests, 'NetworkPolicy/postgres').spec;
    assert.ok(egress.some(({ ports }: { ports: { port: number }[] }) => ports.some(({ port }) => port === 9000)));
  });

  it('have the identity that the cloud knows by annotations of the account', async () => {
    const identity = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/todo' };
    const { manifests } = await cloud({ backup: { destination: 's3://mine/todo', identity } });
    const { serviceAccountTemplate, inheritedMetadata } = find(manifests, 'Cluster/postgres').spec;
    assert.deepEqual(serviceAccountTemplate, { metadata: { annotations: identity } });
    assert.deepEqual(inheritedMetadata, { labels: { 'azure.workload.identity/use': 'true' } });
  });

  it("have the store's Secret made from todo:secrets", async () => {
    const backupStore = { ACCESS_KEY_ID: 'id', ACCESS_SECRET_KEY: 'secret' };
    const backup = { destination: 's3://mine/todo', credentials: 'store' };
    const { manifests } = await cloud({ backup }, { 'todo:secrets': { ...newSecrets(), backupStore } });
    assert.deepEqual(find(manifests, 'Secret/store').stringData, backupStore);
  });

  it('are what a new cluster starts from, as of the latest or of an instant, and it writes its own elsewhere', async () => {
    const backup = { destination: 's3://mine/todo', serverName: 'postgres-2' };
    const { manifests } = await cloud({ backup, restore: { time: '2026-11-26T21:00:00Z' } });
    const { bootstrap, externalClusters, plugins } = find(manifests, 'Cluster/postgres').spec;
    assert.deepEqual(bootstrap, {
      recovery: {
        source: 'origin',
        database: 'todo',
        owner: 'todo_owner',
        secret: { name: 'postgres-owner' },
        recoveryTarget: { targetTime: '2026-11-26T21:00:00Z' },
      },
    });
    const [{ name, plugin }] = externalClusters;
    assert.deepEqual(
      [name, plugin.parameters],
      ['origin', { barmanObjectName: 'postgres-origin', serverName: 'postgres' }],
    );
    assert.equal(plugins[0].parameters.serverName, 'postgres-2');
    assert.equal(find(manifests, 'ObjectStore/postgres-origin').spec.configuration.destinationPath, 's3://mine/todo');

    const least = { phase5: true, origin: 'http://localhost:3000' };
    const postgres = { kind: 'cluster', backup: { destination: 's3://mine/todo' }, restore: {} };
    assert.throws(() => parseConfig({ ...least, postgres }), /backup\.serverName: Must differ/);
    assert.throws(() => parseConfig({ ...least, postgres: { kind: 'cluster', restore: {} } }), /backup: is missing/);
  });
});

describe('dumps of a single PostgreSQL', () => {
  it('are whole, are the newest few, and the newest of them is restored', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'todo-dumps-'));
    try {
      // Stand for the programs of PostgreSQL.
      const dump = `for last; do :; done; for word; do case $word in --file=*) echo "$last" >"\${word#--file=}";; esac; done`;
      const restore = `cat "$2"; [ ! -e ${folder}/broken ]`;
      const psql = `for last; do :; done; { echo "$PGPASSWORD"; cat; } >"${folder}/$last.sql"; sed -n 's/^\\\\! //p' "${folder}/$last.sql" | bash`;
      await writePrograms(folder, { pg_isready: '', pg_dump: dump, pg_restore: restore, psql });
      await writeFile(join(folder, 'password'), 'its-password');
      const dumps = join(folder, 'dumps');
      for (const old of ['20260101T030000Z', '20260102T030000Z', '20260103T030000Z', 'unfinished']) {
        await mkdir(join(dumps, old), { recursive: true });
      }
      const run = (script: string, expected = 0) => {
        const { status, stderr } = runScript(script, {
          PATH: `${folder}:/usr/bin:/bin`,
          PASSWORD_FILE: join(folder, 'password'),
          DUMPS: dumps,
          KEEP: '2',
        });
        assert.equal(status, expected, stderr);
      };
      run(dumpScript);
      const [kept, newest, ...others] = (await readdir(dumps)).toSorted();
      assert.deepEqual([kept, others], ['20260103T030000Z', []]);
      assert.deepEqual((await readdir(join(dumps, newest!))).toSorted(), [
        'dapr.dump',
        'dapr.rows',
        'todo.dump',
        'todo.rows',
      ]);
      run(restoreScript);
      for (const database of ['todo', 'dapr']) {
        const sql = (await readFile(join(folder, `${database}.sql`), 'utf8')).trim().split('\n');
        assert.deepEqual(sql.slice(0, 2), ['its-password', 'begin;']);
        assert.deepEqual(sql.slice(-2), [database, 'commit;']);
      }
      await writeFile(join(folder, 'broken'), '');
      run(restoreScript, 1);
      assert.doesNotMatch(
        await readFile(join(folder, 'todo.sql'), 'utf8'),
        /commit/,
        'a dump that breaks off replaces nothing',
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('are made only where they are asked for', async () => {
    assert.ok(!names((await runOf('minikube 5')).manifests).some((name) => name.includes('dump')));
  });

  it('are made every night to a volume that is kept, and restored by a Job that somebody starts', async () => {
    const dumps = { storage: '5Gi', keep: 3 };
    const { manifests } = await runProgram('minikube', { 'todo:postgres': { kind: 'single', dumps } });
    const [dump, drill, restore] = ['dump', 'drill', 'restore'].map(
      (name) => find(manifests, `CronJob/postgres-${name}`).spec,
    );
    assert.deepEqual([dump.schedule, dump.suspend, restore.suspend], ['0 3 * * *', false, true]);
    assert.deepEqual([drill.schedule, drill.suspend], ['0 5 * * 0', false]);
    for (const { jobTemplate } of [dump, drill, restore]) {
      const { containers, volumes } = jobTemplate.spec.template.spec;
      assert.equal(volumes[0].persistentVolumeClaim.claimName, 'postgres-dumps');
      assert.doesNotMatch(containers[0].command.join(), /\$\$/, 'Kubernetes makes one $ of two');
      // Only what the dump keeps may change with the setting.
      const keeps = containers[0].env.filter(({ name }: Record<string, string>) => name === 'KEEP');
      assert.deepEqual(keeps, jobTemplate === dump.jobTemplate ? [{ name: 'KEEP', value: '3' }] : []);
    }
    const [{ from }] = find(manifests, 'NetworkPolicy/postgres').spec.ingress.filter(
      ({ from }: { from: { podSelector: { matchLabels: Record<string, string> } }[] }) =>
        from[0]?.podSelector.matchLabels['app.kubernetes.io/name'] === 'dumps',
    );
    assert.ok(from);
    const kept = await runProgram('minikube', {
      'todo:throwAway': false,
      'todo:postgres': { kind: 'single', dumps },
    });
    assert.ok(kept.kept.includes('PersistentVolumeClaim/postgres-dumps'), kept.kept.join());
  });
});
