import assert from 'node:assert/strict';
import { appIds, deadLetterTopic, topics } from '../../shared/events/topics.ts';
import { createdByJobs, difference, find, names } from '../../tests/support/stack/find.ts';
import { podOf } from '../policies/rule.ts';
import { type Manifest, type ProgramRun, runProgram } from '../render/run-program.ts';

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
  const runs = new Map<string, ProgramRun>();
  before(async () => {
    for (const stack of ['minikube', 'cloud'] as const) {
      runs.set(`${stack} 5`, await runProgram(stack));
      runs.set(`${stack} 4`, await runProgram(stack, { 'todo:phase5': false }));
    }
  });
  const manifests = (key: string) => runs.get(key)!.manifests;

  it('minikube in Phase 4 is page, backend, migration and PostgreSQL', () => {
    assert.deepEqual(names(manifests('minikube 4')), [...phase4, ...single.postgres, ...single.secrets].toSorted());
    assert.deepEqual(runs.get('minikube 4')!.releases, []);
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

  it("Dapr's control plane is installed in Phase 5, without what is for actors and jobs, unless the cluster has it", async () => {
    const release = runs.get('cloud 5')!.releases.find(({ name }) => name === 'dapr');
    assert.partialDeepStrictEqual(release, { chart: 'dapr', version: '1.18.3', namespace: 'dapr-system' });
    assert.partialDeepStrictEqual(release!.values, {
      global: {
        mtls: { enabled: true },
        ha: { enabled: true },
        actors: { enabled: false },
        scheduler: { enabled: false },
      },
      dapr_sidecar_injector: { sidecarDropALLCapabilities: true },
    });
    const without = await runProgram('cloud', { 'todo:dapr': { install: false } });
    assert.ok(!without.releases.some(({ name }) => name === 'dapr'));
    // An existing Dapr may have placement and scheduler, to which its sidecars connect.
    const changed = ['backend', 'notification', 'recurring', 'websocket'].map((name) => `NetworkPolicy/${name}`);
    assert.deepEqual(difference(manifests('cloud 5'), without.manifests), { removed: [], added: [], changed });
  });

  it('a pod never starts without its sidecar: the injector fails closed for our services alone, and the operator replaces such a pod', () => {
    const { values } = runs.get('cloud 5')!.releases.find(({ name }) => name === 'dapr')!;
    assert.partialDeepStrictEqual(values, {
      dapr_sidecar_injector: {
        webhookFailurePolicy: 'Fail',
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'todo' } },
      },
      dapr_operator: { watchInterval: '30s' },
    });
    // biome-ignore lint/suspicious/noExplicitAny: the chart's values
    const { matchLabels, matchExpressions } = (values as any).dapr_sidecar_injector.objectSelector;
    const [{ key, operator, values: selected }] = matchExpressions;
    assert.equal(operator, 'In');
    const pods = manifests('cloud 5').filter(({ spec }) => (spec as { template?: object })?.template);
    const named = pods.map(({ spec }) => (spec as { template: Manifest }).template.metadata);
    assert.deepEqual(
      named
        .filter(({ labels }) => Object.entries(matchLabels).every(([name, value]) => labels?.[name] === value))
        .filter(({ labels }) => selected.includes(labels?.[key]))
        .map(({ labels }) => labels?.[key])
        .toSorted(),
      Object.values(appIds).toSorted(),
    );
  });

  for (const stack of ['minikube', 'cloud']) {
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

    it(`${stack}: a sidecar tells nothing about itself to who has no token`, () => {
      // Its health port is open to the node. What the configuration does not allow is refused there, too.
      for (const app of Object.values(appIds)) {
        const { allowed } = find(manifests(`${stack} 5`), `Configuration/${app}`).spec.api;
        const http = allowed.filter(({ protocol }: { protocol: string }) => protocol === 'http');
        assert.ok(http.length > 0);
        assert.ok(!http.some(({ name }: { name: string }) => name === 'metadata'), app);
      }
    });

    it(`${stack}: every sidecar is for its own service, asks for tokens, and watches whether the service is there`, () => {
      for (const app of Object.values(appIds)) {
        const workload = `${app === 'websocket' ? 'StatefulSet' : 'Deployment'}/${app}`;
        const { metadata, spec } = find(manifests(`${stack} 5`), workload).spec.template;
        assert.partialDeepStrictEqual(metadata.annotations, {
          'dapr.io/enabled': 'true',
          'dapr.io/app-id': app,
          'dapr.io/app-port': String(spec.containers[0].ports[0].containerPort),
          'dapr.io/config': app,
          'dapr.io/app-token-secret': 'app-api-token',
          'dapr.io/api-token-secret': 'dapr-api-token',
          'dapr.io/app-health-check-path': '/healthz',
          'dapr.io/app-health-threshold': '12',
        });
        const mayRead = app !== 'recurring';
        assert.equal(Boolean(metadata.annotations['dapr.io/volume-mounts']?.includes('kubernetes-api:')), mayRead, app);
        assert.equal(
          spec.containers[0].volumeMounts.some(({ name }: { name: string }) => name === 'kubernetes-api'),
          false,
        );
      }
    });

    it(`${stack}: components are for the services that use them`, () => {
      const scopes = (name: string) => find(manifests(`${stack} 5`), name).scopes.toSorted();
      assert.deepEqual(scopes('Component/pubsub'), ['backend', 'notification', 'recurring']);
      assert.deepEqual(scopes('Component/broadcast'), ['backend', 'websocket']);
      assert.deepEqual(scopes('Component/statestore'), ['notification', 'recurring']);
      assert.deepEqual(scopes('Component/secrets'), ['backend', 'notification', 'websocket']);
      assert.deepEqual(scopes('Component/reminder-check'), ['backend']);
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

    it(`${stack}: the migration and Phase 4 have no sidecar`, () => {
      const pods = [
        find(manifests(`${stack} 5`), 'Job/migration'),
        find(manifests(`${stack} 4`), 'Deployment/backend'),
      ];
      for (const { spec } of pods) {
        const annotations = Object.keys(spec.template.metadata.annotations ?? {});
        assert.deepEqual(
          annotations.filter((name) => name.startsWith('dapr.io/')),
          [],
        );
      }
    });
  }

  it('every replica of the websocket service gets every event: its consumer group is its name', () => {
    const { metadata } = find(manifests('cloud 5'), 'Component/broadcast').spec;
    const value = (wanted: string) => metadata.find(({ name }: { name: string }) => name === wanted).value;
    assert.equal(value('consumerID'), '{podName}');
    assert.equal(value('initialOffset'), 'newest');
  });

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
    for (const { providers } of runs.values()) assert.deepEqual([...providers], ['cluster']);
  });

  it('what holds data is protected, and kept when Pulumi forgets it, unless it may be lost', () => {
    assert.deepEqual(runs.get('cloud 5')!.kept, ['Cluster/postgres', 'Database/dapr', 'Namespace/todo']);
    assert.deepEqual(runs.get('minikube 5')!.kept, []);
  });

  it('tells where the page is, and how to look inside', () => {
    const { url, commands, secrets } = runs.get('minikube 5')!.outputs as {
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
    const { commands: cloud } = runs.get('cloud 4')!.outputs as { commands: Record<string, string> };
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

  it('services may be called by sidecars for what their callers need, and for nothing else', () => {
    const { accessControl } = find(manifests('cloud 5'), 'Configuration/backend').spec;
    assert.equal(accessControl.defaultAction, 'deny');
    assert.deepEqual(
      accessControl.policies.map(({ appId, defaultAction, operations }: Record<string, unknown>) => [
        appId,
        defaultAction,
        operations,
      ]),
      [
        ['recurring', 'deny', [{ action: 'allow', httpVerb: ['POST'], name: '/internal/successors' }]],
        ['websocket', 'deny', [{ action: 'allow', httpVerb: ['POST'], name: '/internal/session' }]],
      ],
    );
  });
});
