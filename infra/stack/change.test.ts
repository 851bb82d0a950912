import assert from 'node:assert/strict';
import { evaluated } from '../../tests/support/stack/evaluated.ts';
import { difference, find, nameOf } from '../../tests/support/stack/find.ts';
import { runProgram } from '../render/run-program.ts';
import { stackFileConfig } from '../render/stack.file.ts';

/** Returns what a change of Pulumi.<stack>.yaml adds, changes and removes. */
async function change(stack: 'minikube' | 'cloud', changes: Record<string, unknown>) {
  const [before, after] = [await evaluated(stack), await runProgram(stack, changes)];
  return difference(before.manifests, after.manifests);
}

const none = { removed: [], added: [], changed: [] };

describe('changes of a stack', () => {
  for (const stack of ['minikube', 'cloud'] as const) {
    it(`${stack}: nothing changes by itself`, async () => {
      assert.deepEqual(await change(stack, {}), none);
    });

    it(`${stack}: turning Phase 5 off takes its resources away, and no data`, async () => {
      const { manifests } = await evaluated(stack);
      const { removed, added, changed } = await change(stack, { 'todo:phase5': false });
      assert.deepEqual(added, []);
      const stays = ['frontend', 'backend', 'migration', 'postgres', 'ingress', 'namespace'];
      const expected = manifests.filter(({ metadata, kind }) => {
        const component = metadata.labels?.['app.kubernetes.io/component'] ?? '';
        if (component === 'secrets') return !/^(backend|migration|postgres-.*)$/.test(metadata.name);
        return (kind.startsWith('Role') && component !== 'postgres') || !stays.includes(component);
      });
      assert.deepEqual(removed, expected.map(nameOf).toSorted());
      // The owners of PostgreSQL's volumes stay. Redpanda's volumes are kept when their owner is removed.
      assert.ok(
        !removed.some((name) => /^(PersistentVolumeClaim|Cluster|Database|Pooler|Namespace|ObjectStore)/.test(name)),
      );
      assert.ok(!removed.includes('StatefulSet/postgres'));
      assert.deepEqual(changed, [
        // The backend reads its secrets itself and has no sidecar.
        'Deployment/backend',
        // The frontend has no websocket service to forward to.
        'Deployment/frontend',
        // These policies lose the connections to removed parts.
        ...['backend', 'frontend', ...(stack === 'cloud' ? ['pooler'] : []), 'postgres'].map(
          (name) => `NetworkPolicy/${name}`,
        ),
      ]);
    });

    it(`${stack}: turning Phase 5 on again gives what was there before`, async () => {
      const [off, on] = [await evaluated(stack, { 'todo:phase5': false }), await evaluated(stack)];
      const there = difference(off.manifests, on.manifests);
      const back = difference(on.manifests, off.manifests);
      assert.deepEqual(there, { removed: back.added, added: back.removed, changed: back.changed });
    });
  }

  it('what keeps data keeps it when its owner goes', async () => {
    const { manifests } = await evaluated('minikube');
    for (const name of ['postgres', 'redpanda']) {
      const { persistentVolumeClaimRetentionPolicy } = find(manifests, `StatefulSet/${name}`).spec;
      assert.deepEqual(persistentVolumeClaimRetentionPolicy, { whenDeleted: 'Retain', whenScaled: 'Retain' });
    }
    const cloud = (await evaluated('cloud')).manifests;
    const { statefulset } = find(cloud, 'Redpanda/redpanda').spec.clusterSpec;
    assert.ok(
      !('persistentVolumeClaimRetentionPolicy' in statefulset),
      'Kubernetes retains volumes unless told otherwise',
    );
    assert.equal(find(cloud, 'Database/dapr').spec.databaseReclaimPolicy, 'retain');
  });

  it('a new version changes what runs our images, and migrates first', async () => {
    assert.deepEqual(await change('minikube', { 'todo:images': { version: '9.9.9' } }), {
      ...none,
      changed: [
        ...['backend', 'frontend', 'notification', 'recurring'].map((name) => `Deployment/${name}`),
        'Job/migration',
        'StatefulSet/websocket',
      ],
    });
    const [before, after] = [
      await evaluated('minikube'),
      await runProgram('minikube', { 'todo:images': { version: '9.9.9' } }),
    ];
    const jobs = [before, after].map(({ manifests }) => find(manifests, 'Job/migration').metadata.name);
    assert.notEqual(jobs[0], jobs[1], 'Jobs cannot be changed, so it has to be another one');
  });

  it('a number of replicas changes that service alone', async () => {
    const replicas = { notification: { min: 3, max: 3 } };
    assert.deepEqual(await change('minikube', { 'todo:replicas': replicas }), {
      ...none,
      added: ['PodDisruptionBudget/notification'],
      changed: ['Deployment/notification'],
    });
    const cloud = JSON.parse(stackFileConfig('cloud')['todo:replicas']!);
    cloud.recurring.max = 9;
    assert.deepEqual(await change('cloud', { 'todo:replicas': cloud }), {
      ...none,
      changed: ['ScaledObject/recurring'],
    });
  });

  it('more partitions are another Job that adds them, and nothing else', async () => {
    assert.deepEqual(await change('minikube', { 'todo:topics': { partitions: 24 } }), {
      ...none,
      changed: ['Job/topics'],
    });
    assert.deepEqual(await change('cloud', { 'todo:topics': { partitions: 24, replicas: 3 } }), {
      ...none,
      changed: ['Job/topics'],
    });
  });

  it('managed PostgreSQL and brokers take the place of our own', async () => {
    const { removed, added } = await change('cloud', {
      'todo:postgres': { kind: 'external', range: '10.0.0.0/16', ca: 'database-authority' },
      'todo:broker': { kind: 'external', addresses: ['broker.example.com:9092'] },
    });
    assert.deepEqual(added, []);
    assert.deepEqual(removed, [
      'Cluster/postgres',
      'ConfigMap/restore-drill',
      'CronJob/postgres-drill',
      'Database/dapr',
      'NetworkPolicy/broker',
      'NetworkPolicy/pooler',
      'NetworkPolicy/postgres',
      'NetworkPolicy/restore-drill',
      'NetworkPolicy/restored-postgres',
      'ObjectStore/postgres-backups',
      'Pooler/postgres-pooler',
      'Redpanda/redpanda',
      'Role/restore-drill',
      'RoleBinding/restore-drill',
      'ScheduledBackup/postgres-daily',
      'ServiceAccount/restore-drill',
      'User/todo',
    ]);
  });
});
