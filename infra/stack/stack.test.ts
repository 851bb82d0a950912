import assert from 'node:assert/strict';
import { deadLetterTopic, topics } from '../../shared/events/topics.ts';
import { createdByJobs, difference, find, names } from '../../tests/support/stack/find.ts';
import { type StackRun, stackRuns, useStackRuns } from '../../tests/support/stack/runs.ts';
import { podOf } from '../policies/rule.ts';
import { type Manifest, runProgram } from '../render/run-program.ts';

const phase4 = [
  ...['Deployment', 'Service', 'ServiceAccount', 'NetworkPolicy'].flatMap((kind) => [
    `${kind}/backend`,
    `${kind}/frontend`,
  ]),
  ...['Job', 'ServiceAccount', 'NetworkPolicy'].map((kind) => `${kind}/migration`),
  'Namespace/todo',
  'NetworkPolicy/deny-by-default',
  'NetworkPolicy/allow-dns',
  'NetworkPolicy/postgres',
];
const consumers = [
  ...['notification', 'recurring', 'websocket'].flatMap((name) => [
    `Service/${name}`,
    `ServiceAccount/${name}`,
    `NetworkPolicy/${name}`,
    `Configuration/${name}`,
    `${name === 'websocket' ? 'StatefulSet' : 'Deployment'}/${name}`,
  ]),
  'Service/websocket-pods',
];
const phase5 = [
  ...consumers,
  // Only services that read secrets through Dapr may read a Secret.
  ...['backend', 'notification', 'websocket'].flatMap((name) => [
    `Role/${name}-secret-reader`,
    `RoleBinding/${name}-secret-reader`,
  ]),
  ...['broadcast', 'pubsub', 'reminder-check', 'secrets', 'statestore'].map((name) => `Component/${name}`),
  'Configuration/backend',
  'Resiliency/resiliency',
  'NetworkPolicy/broker',
  ...['Job', 'ServiceAccount', 'NetworkPolicy'].map((kind) => `${kind}/topics`),
];
const single = {
  postgres: ['StatefulSet/postgres', 'Service/postgres', 'ServiceAccount/postgres', 'ConfigMap/postgres-databases'],
  broker: ['StatefulSet/redpanda', 'Service/redpanda', 'ServiceAccount/redpanda'],
  secrets: ['backend', 'migration', 'postgres-owner', 'postgres-state-store', 'postgres-superuser'].map(
    (name) => `Secret/${name}`,
  ),
  eventSecrets: ['notification', 'websocket', 'statestore', 'dapr-api-token', 'app-api-token'].map(
    (name) => `Secret/${name}`,
  ),
};
const gateway = ['GatewayClass/envoy', 'Gateway/frontend', 'HTTPRoute/frontend', 'HTTPRoute/redirect'];
const cluster = {
  postgres: ['Cluster/postgres', 'Pooler/postgres-pooler', 'Database/dapr', 'NetworkPolicy/pooler'].concat([
    'ObjectStore/postgres-backups',
    'ScheduledBackup/postgres-daily',
    'CronJob/postgres-drill',
    'NetworkPolicy/restored-postgres',
    ...['NetworkPolicy', 'ServiceAccount', 'Role', 'RoleBinding', 'ConfigMap'].map((kind) => `${kind}/restore-drill`),
  ]),
  broker: ['Redpanda/redpanda', 'User/todo'],
  scaling: ['backend', 'frontend'].flatMap((name) => [
    `HorizontalPodAutoscaler/${name}`,
    `PodDisruptionBudget/${name}`,
  ]),
  eventScaling: [
    ...['recurring', 'notification'].flatMap((name) => [`ScaledObject/${name}`, `TriggerAuthentication/${name}`]),
    'HorizontalPodAutoscaler/websocket',
    ...['recurring', 'notification', 'websocket'].map((name) => `PodDisruptionBudget/${name}`),
  ],
};

describe('stacks', () => {
  const run = useStackRuns();
  const manifests = (key: StackRun) => run(key).manifests;

  it('minikube in Phase 4 is page, backend, migration and PostgreSQL', () => {
    assert.deepEqual(names(manifests('minikube 4')), [...phase4, ...single.postgres, ...single.secrets].toSorted());
    assert.deepEqual(run('minikube 4').releases, []);
  });

  it('minikube in Phase 5 has Redpanda, Dapr and the consumers besides', () => {
    const { postgres, broker, secrets, eventSecrets } = single;
    const all = [...phase4, ...phase5, ...postgres, ...broker, ...secrets, ...eventSecrets];
    assert.deepEqual(names(manifests('minikube 5')), all.toSorted());
  });

  it('cloud in Phase 4 is the same with a PostgreSQL cluster, autoscalers and a gateway', () => {
    const all = [...phase4, ...cluster.postgres, ...cluster.scaling, ...gateway];
    assert.deepEqual(names(manifests('cloud 4')), all.toSorted());
  });

  it('cloud in Phase 5 has a Redpanda cluster, Dapr and the consumers besides', () => {
    const { postgres, broker, scaling, eventScaling } = cluster;
    const all = [...phase4, ...phase5, ...postgres, ...broker, ...scaling, ...eventScaling, ...gateway];
    assert.deepEqual(names(manifests('cloud 5')), all.toSorted());
  });

  for (const stack of ['minikube', 'cloud'] as const) {
    it(`${stack}: every port of ours lies below those that the kernel gives to outgoing connections`, () => {
      for (const { kind, spec } of manifests(`${stack} 5`) as Manifest[] & { spec?: { template?: Manifest } }[]) {
        const template = (spec as { template?: Manifest })?.template;
        if (!template) continue;
        const { containers } = template.spec as { containers: { ports?: { containerPort: number }[] }[] };
        const own = containers.flatMap(({ ports = [] }) => ports.map(({ containerPort }) => containerPort));
        const annotations = template.metadata.annotations ?? {};
        const sidecar = ['grpc-port', 'internal-grpc-port'].map((name) => annotations[`dapr.io/${name}`]);
        if (annotations['dapr.io/enabled']) own.push(...sidecar.map(Number));
        assert.ok(
          own.every((port) => port < 32_768),
          `${kind}: ${own}`,
        );
        assert.equal(new Set(own).size, own.length, `${kind}: ${own}`);
      }
    });

    it(`${stack}: every pod of a service waits for what its start needs, with no secret more than the service has`, () => {
      const direct = stack === 'cloud' ? 'postgres-rw:5432' : 'postgres:5432';
      const broker = `redpanda.todo.svc.cluster.local:${stack === 'cloud' ? 9093 : 9092}`;
      const shared = ['dapr-sentry', 'dapr-api']
        .map((name) => `${name}.dapr-system.svc.cluster.local:443`)
        .concat(broker);
      const expected: Record<string, { addresses: string[]; schema: boolean }> = {
        'Deployment/backend': { addresses: shared, schema: true },
        'Deployment/notification': { addresses: [...shared, direct], schema: true },
        'Deployment/recurring': { addresses: [...shared, direct], schema: false },
        'StatefulSet/websocket': { addresses: shared, schema: false },
        'Job/migration': { addresses: [direct], schema: false },
      };
      for (const [workload, { addresses, schema }] of Object.entries(expected)) {
        const { initContainers, volumes } = find(manifests(`${stack} 5`), workload).spec.template.spec;
        const [{ command, env = [], volumeMounts = [] }, ...others] = initContainers;
        assert.deepEqual(others, []);
        assert.deepEqual(command, ['node', 'shared/database/await.main.ts', ...addresses], workload);
        assert.equal(
          env.some(({ name }: { name: string }) => name === 'DATABASE_URL_FILE'),
          schema,
          workload,
        );
        const mounted = volumeMounts.map(({ name }: { name: string }) =>
          volumes.find((volume: { name: string }) => volume.name === name),
        );
        const read = mounted.flatMap(({ secret }: { secret: { secretName: string; items: { key: string }[] } }) =>
          secret.items.map(({ key }) => `${secret.secretName}/${key}`),
        );
        const own = `${workload.split('/')[1]}/DATABASE_URL`;
        assert.deepEqual(read, schema ? [own, ...(stack === 'cloud' ? ['postgres-ca/ca.crt'] : [])] : [], workload);
      }
      const { initContainers } = find(manifests(`${stack} 4`), 'Deployment/backend').spec.template.spec;
      assert.deepEqual(initContainers[0].command, ['node', 'shared/database/await.main.ts']);
      const { command } = find(manifests(`${stack} 5`), 'Job/topics').spec.template.spec.containers[0];
      assert.match(command.at(-1), /until rpk topic list/);
    });
  }

  it('topics and their dead letters are made explicitly, with partitions, replicas and retention', () => {
    const { env } = find(manifests('cloud 5'), 'Job/topics').spec.template.spec.containers[0];
    const value = (wanted: string) => env.find(({ name }: { name: string }) => name === wanted).value;
    assert.deepEqual(value('TOPICS').split(' ').toSorted(), [...topics, ...topics.map(deadLetterTopic)].toSorted());
    assert.deepEqual([value('PARTITIONS'), value('REPLICAS'), value('RETENTION_MS')], ['12', '3', '604800000']);
  });

  it('all pods, those of operators included, go where the configuration says, and pull with its Secrets', async () => {
    const tolerations = [{ key: 'todo', operator: 'Exists', effect: 'NoSchedule' }];
    const nodeSelector = { 'kubernetes.io/arch': 'arm64' };
    const pods = { pullSecrets: ['registry'], nodeSelector, tolerations, priorityClass: 'important' };
    const expected = {
      imagePullSecrets: [{ name: 'registry' }],
      nodeSelector,
      tolerations,
      priorityClassName: 'important',
    };
    const dumps = { 'todo:postgres': { kind: 'single', dumps: {} } };
    for (const [stack, more] of [
      ['minikube', dumps],
      ['cloud', {}],
    ] as const) {
      const { manifests: scheduled } = await runProgram(stack, { ...more, 'todo:pods': pods });
      for (const manifest of scheduled) {
        const pod = podOf(manifest);
        if (pod) assert.partialDeepStrictEqual(pod, expected, manifest.metadata.name);
      }
      if (stack === 'minikube') continue;
      for (const { spec } of [find(scheduled, 'Cluster/postgres'), ...createdByJobs(scheduled)]) {
        const { affinity, imagePullSecrets, priorityClassName } = spec;
        assert.partialDeepStrictEqual({ ...affinity, imagePullSecrets, priorityClassName }, expected);
      }
      assert.partialDeepStrictEqual(find(scheduled, 'Pooler/postgres-pooler').spec.template.spec, expected);
      const { statefulset } = find(scheduled, 'Redpanda/redpanda').spec.clusterSpec;
      assert.partialDeepStrictEqual(statefulset.podTemplate.spec, expected);
    }
  });

  it('a namespace that exists already is used, with its policies', async () => {
    const { manifests: inside } = await runProgram('cloud', { 'todo:namespace': { name: 'theirs', create: false } });
    const all = difference(manifests('cloud 5'), inside);
    assert.deepEqual([all.removed, all.added], [['Namespace/todo'], []]);
    assert.ok(inside.every(({ kind, metadata }) => metadata.namespace === 'theirs' || kind === 'GatewayClass'));
  });

  it('all resources are managed by the one provider whose cluster the configuration names', () => {
    for (const key of stackRuns) assert.deepEqual([...run(key).providers], ['cluster']);
  });

  it('what holds data is protected, and kept when Pulumi forgets it, unless it may be lost', () => {
    assert.deepEqual(run('cloud 5').kept, ['Cluster/postgres', 'Database/dapr', 'Namespace/todo']);
    assert.deepEqual(run('minikube 5').kept, []);
  });

  it('tells where the page is, and how to look inside', () => {
    const { url, commands, secrets } = run('minikube 5').outputs as {
      url: string;
      commands: Record<string, string>;
      secrets: string[];
    };
    assert.equal(url, 'http://localhost:3000');
    assert.deepEqual(commands, {
      page: 'kubectl --context minikube -n todo port-forward svc/frontend 3000:8080',
      pods: 'kubectl --context minikube -n todo get pods',
      logs: 'kubectl --context minikube -n todo logs deploy/backend -c backend --follow',
      database: 'kubectl --context minikube -n todo exec -it postgres-0 -- psql -U postgres todo',
    });
    const { commands: cloud } = run('cloud 4').outputs as { commands: Record<string, string> };
    assert.equal(cloud['page'], undefined, 'it is at its origin');
    assert.equal(cloud['database'], 'kubectl -n todo exec -it svc/postgres-rw -c postgres -- psql todo');
    const made = manifests('minikube 5').filter(({ kind }) => kind === 'Secret');
    assert.deepEqual(secrets.toSorted(), made.map(({ metadata }) => metadata.name).toSorted());
  });

  it('with an autoscaler no number of replicas is set', () => {
    const { replicas: _, ...rest } = find(manifests('minikube 5'), 'Deployment/backend').spec;
    assert.equal(_, 1);
    assert.deepEqual(Object.keys(find(manifests('cloud 5'), 'Deployment/backend').spec), Object.keys(rest));
    const { spec } = find(manifests('cloud 5'), 'HorizontalPodAutoscaler/backend');
    assert.deepEqual([spec.minReplicas, spec.maxReplicas], [3, 12]);
    const { metadata } = find(manifests('cloud 5'), 'ScaledObject/recurring').spec.triggers[0];
    assert.deepEqual([metadata.topic, metadata.consumerGroup], ['task-events', 'recurring']);
  });
});
