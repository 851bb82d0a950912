import assert from 'node:assert/strict';
import { appIds } from '../../../shared/events/topics.ts';
import { difference, find } from '../../../tests/support/stack/find.ts';
import { type StackRun, useStackRuns } from '../../../tests/support/stack/runs.ts';
import { type Manifest, runProgram } from '../../render/run-program.ts';

describe('Dapr in a stack', () => {
  const run = useStackRuns();
  const manifests = (key: StackRun) => run(key).manifests;

  it("Dapr's control plane is installed in Phase 5, without what is for actors and jobs, unless the cluster has it", async () => {
    const release = run('cloud 5').releases.find(({ name }) => name === 'dapr');
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
    const { values } = run('cloud 5').releases.find(({ name }) => name === 'dapr')!;
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

  for (const stack of ['minikube', 'cloud'] as const) {
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
