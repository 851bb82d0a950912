import assert from 'node:assert/strict';
import { find } from '../../../tests/support/stack/find.ts';
import { runOf } from '../../../tests/support/stack/runs.ts';
import { type Manifest, runProgram } from '../../render/run-program.ts';

/** Returns the ports that Prometheus may reach, by the policy of each pod. */
function opened(manifests: readonly Manifest[], name: string): number[] {
  // biome-ignore lint/suspicious/noExplicitAny: rules of any kind
  const rules: any[] = find(manifests, `NetworkPolicy/${name}`).spec.ingress;
  const mine = rules.filter(({ from = [] }) =>
    from.some(
      // biome-ignore lint/suspicious/noExplicitAny: as above
      ({ namespaceSelector }: any) => namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] === 'prometheus',
    ),
  );
  return mine.flatMap(({ ports }) => ports.map(({ port }: { port: number }) => port));
}

// biome-ignore lint/suspicious/noExplicitAny: a custom resource
const monitorsOf = (manifests: readonly Manifest[]): any[] => manifests.filter(({ kind }) => kind === 'PodMonitor');

describe('monitoring', () => {
  it('reads the metrics of everything that has some, and the policies let it', async () => {
    const { manifests } = await runProgram('cloud', { 'todo:monitoring': 'prometheus' });
    const monitors = monitorsOf(manifests);
    assert.deepEqual(monitors.map(({ metadata }) => metadata.name).sort(), [
      'backend',
      'broker',
      'notification',
      'pooler',
      'postgres',
      'recurring',
      'websocket',
    ]);
    for (const { metadata, spec } of monitors) {
      const policy = find(manifests, `NetworkPolicy/${metadata.name}`);
      assert.deepEqual(policy.spec.podSelector, spec.selector, metadata.name);
      const numbers = spec.podMetricsEndpoints.flatMap(({ portNumber }: { portNumber?: number }) => portNumber ?? []);
      for (const port of numbers)
        assert.ok(opened(manifests, metadata.name).includes(port), `${metadata.name}: ${port}`);
    }
    assert.deepEqual(opened(manifests, 'backend'), [8000, 9090], 'the service and its sidecar');
  });

  it('has the alerts and the dashboard, whose jobs are those of the monitors', async () => {
    const { manifests } = await runProgram('minikube', { 'todo:monitoring': 'prometheus' });
    const { groups } = find(manifests, 'PrometheusRule/todo').spec;
    const [down] = groups[0].rules;
    const job = new RegExp(`^${/job=~"([^"]+)"/.exec(down.expr)?.[1]}$`);
    const monitors = monitorsOf(manifests);
    for (const { spec } of monitors)
      for (const { relabelings } of spec.podMetricsEndpoints) assert.match(relabelings[0].replacement, job);
    const { metadata, data } = find(manifests, 'ConfigMap/dashboard');
    assert.equal(metadata.labels.grafana_dashboard, '1');
    assert.equal(JSON.parse(data['todo-chatbot.json']).title, 'Todo Chatbot');
  });

  it('without an operator only may read, and without a namespace nobody may', async () => {
    const kinds = ['PodMonitor', 'PrometheusRule'];
    const without = await runProgram('minikube', { 'todo:monitoring': { namespace: 'prometheus', operator: false } });
    assert.deepEqual(
      without.manifests.filter(({ kind }) => kinds.includes(kind)),
      [],
    );
    assert.deepEqual(opened(without.manifests, 'backend'), [8000, 9090]);
    const none = await runOf('minikube 5');
    assert.deepEqual(opened(none.manifests, 'backend'), []);
  });
});
