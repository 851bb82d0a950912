import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../../shared/config.ts';
import { databasesAt, drillSettings } from '../../../shared/database/restore-drill/drill.config.ts';
import { containerEnvironment } from '../../../tests/support/stack/container.environment.ts';
import { ends } from '../../../tests/support/stack/ends.ts';
import { createdByJobs, difference, find, names } from '../../../tests/support/stack/find.ts';
import { type Manifest, runProgram } from '../../render/run-program.ts';
import { newSecrets } from '../secrets/new-secrets.ts';

const destination = 's3://mine/todo';
const cloud = async (backup: object | undefined, more: Record<string, unknown> = {}) =>
  (await runProgram('cloud', { 'todo:postgres': { kind: 'cluster', ...(backup ? { backup } : {}) }, ...more }))
    .manifests;

describe('the restore drill of a PostgreSQL cluster', () => {
  let manifests: Manifest[];
  before(async () => {
    manifests = await cloud({ destination, drill: '30 4 * * 6' }, { 'todo:secrets': newSecrets() });
  });

  it('runs when the stack says, one at a time, and is not tried again where it found something', async () => {
    const { schedule, concurrencyPolicy, jobTemplate } = find(manifests, 'CronJob/postgres-drill').spec;
    assert.deepEqual([schedule, concurrencyPolicy], ['30 4 * * 6', 'Forbid']);
    const { backoffLimit, activeDeadlineSeconds, podFailurePolicy, template } = jobTemplate.spec;
    assert.deepEqual([backoffLimit, podFailurePolicy.rules[0].action], [0, 'Ignore']);
    assert.ok(activeDeadlineSeconds > 5 * 3600);
    assert.equal(template.metadata.annotations, undefined, 'it has no sidecar');
    const { spec } = find(await cloud({ destination }), 'CronJob/postgres-drill');
    assert.equal(spec.schedule, '0 5 * * 0');
  });

  it('adds nothing to a stack without backups', async () => {
    const without = names(await cloud(undefined));
    assert.deepEqual(
      difference(await cloud(undefined), await cloud({ destination })).added,
      names(manifests).filter((name) => !without.includes(name) && !name.startsWith('Secret/')),
    );
    assert.ok(!without.some((name) => /drill|restored/.test(name)), without.join());
  });

  it('may create clusters, and see and delete those of its own name alone', () => {
    const clusters = { apiGroups: ['postgresql.cnpg.io'], resources: ['clusters'] };
    assert.deepEqual(find(manifests, 'Role/restore-drill').rules, [
      { ...clusters, verbs: ['create'] },
      { ...clusters, resourceNames: ['postgres-drill'], verbs: ['get', 'delete'] },
      { apiGroups: [''], resources: ['secrets'], resourceNames: ['postgres-drill-ca'], verbs: ['get'] },
      { apiGroups: [''], resources: ['persistentvolumeclaims'], resourceNames: ['postgres-drill-1'], verbs: ['get'] },
    ]);
    const { roleRef, subjects } = find(manifests, 'RoleBinding/restore-drill');
    assert.deepEqual(
      [roleRef.name, subjects],
      ['restore-drill', [{ kind: 'ServiceAccount', name: 'restore-drill', namespace: 'todo' }]],
    );
    const { template } = find(manifests, 'CronJob/postgres-drill').spec.jobTemplate.spec;
    assert.equal(template.spec.serviceAccountName, 'restore-drill');
  });

  it('connects to the Kubernetes API and both servers; the restored one to the API and the store', async () => {
    const api = '0.0.0.0/0:443,6443';
    const store = ['0.0.0.0/0:443', '169.254.0.0/16:80,988'];
    assert.deepEqual(ends(manifests, 'restore-drill', 'ingress'), []);
    assert.deepEqual(ends(manifests, 'restore-drill', 'egress'), [api, 'postgres:5432', 'postgres-drill:5432']);
    assert.deepEqual(ends(manifests, 'restored-postgres', 'ingress'), [
      'restore-drill:5432',
      'cloudnative-pg:5432,8000',
    ]);
    assert.deepEqual(ends(manifests, 'restored-postgres', 'egress'), [...store, api]);
    assert.ok(ends(manifests, 'postgres', 'ingress').includes('restore-drill:5432'));
    const selected = find(manifests, 'NetworkPolicy/restored-postgres').spec.podSelector.matchLabels;
    assert.deepEqual(selected, { 'cnpg.io/cluster': 'postgres-drill' });
    const byKey = await cloud({ destination, credentials: 'store', endpoint: 'https://minio.store:9000' });
    assert.deepEqual(ends(byKey, 'restored-postgres', 'egress'), ['0.0.0.0/0:9000', api]);
  });

  it('restores a cluster of one instance from the backup, with the settings of the live one, which archives nothing', async () => {
    const identity = { 'azure.workload.identity/client-id': 'mine' };
    const [cluster] = createdByJobs(await cloud({ destination, identity, serverName: 'postgres-2' }));
    const { spec } = cluster as unknown as { spec: Record<string, object> };
    const live = find(await cloud({ destination, identity }), 'Cluster/postgres').spec;
    assert.deepEqual([cluster!.metadata.name, cluster!.metadata.namespace], ['postgres-drill', 'todo']);
    assert.deepEqual([spec['instances'], spec['plugins'], spec['managed']], [1, undefined, undefined]);
    assert.deepEqual(spec['bootstrap'], {
      recovery: { source: 'origin', database: 'todo', owner: 'todo_owner', secret: { name: 'postgres-owner' } },
    });
    assert.deepEqual(spec['externalClusters'], [
      {
        name: 'origin',
        plugin: {
          name: 'barman-cloud.cloudnative-pg.io',
          parameters: { barmanObjectName: 'postgres-backups', serverName: 'postgres-2' },
        },
      },
    ]);
    for (const same of ['imageName', 'storage', 'inheritedMetadata']) assert.deepEqual(spec[same], live[same], same);
    assert.deepEqual((spec['postgresql'] as { parameters: object }).parameters, live.postgresql.parameters);
    // The cloud gives its rights to the account of this name.
    assert.deepEqual([spec['serviceAccountName'], spec['serviceAccountTemplate']], ['postgres', undefined]);
  });

  it('finds all it needs in its environment', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'todo-drill-'));
    try {
      const environment = await containerEnvironment(manifests, 'CronJob/postgres-drill', folder);
      const byKubernetes = { KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '443' };
      const config = loadConfig(drillSettings, { ...environment, ...byKubernetes });
      assert.equal(config.CLUSTER.metadata.name, 'postgres-drill');
      for (const { connection } of databasesAt(config.PGHOST, config)) {
        const secret = connection.user === 'todo_owner' ? 'postgres-owner' : 'postgres-state-store';
        const { username, password } = find(manifests, `Secret/${secret}`).stringData;
        const { host, user, password: given } = connection;
        assert.deepEqual([host, user, given], ['postgres-rw', username, password]);
      }
      assert.equal(environment['PGSSLMODE'], 'verify-full');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
