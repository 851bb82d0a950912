import assert from 'node:assert/strict';
import { ends } from '../../../tests/support/stack/ends.ts';
import { find } from '../../../tests/support/stack/find.ts';
import { runOf } from '../../../tests/support/stack/runs.ts';
import { runProgram } from '../../render/run-program.ts';

describe('network policies', () => {
  it('deny every connection that is not listed', async () => {
    const { manifests } = await runOf('minikube 5');
    const { spec } = find(manifests, 'NetworkPolicy/deny-by-default');
    assert.deepEqual(spec, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  it('allow DNS where the cluster has it', async () => {
    const ranges = async (dns: string) => {
      const { manifests } = await runProgram('minikube', { 'todo:dns': dns });
      const [{ to }] = find(manifests, 'NetworkPolicy/allow-dns').spec.egress;
      assert.deepEqual(to[0].podSelector.matchLabels, { 'k8s-app': 'kube-dns' });
      return to.slice(1).map(({ ipBlock }: { ipBlock: { cidr: string } }) => ipBlock.cidr);
    };
    assert.deepEqual(await ranges('kube-dns'), []);
    assert.deepEqual(await ranges('node-local'), ['169.254.20.10/32']);
    assert.deepEqual(await ranges('cloud-dns'), ['169.254.169.254/32']);
    assert.deepEqual(await ranges('10.1.2.0/24'), ['10.1.2.0/24']);
    await assert.rejects(ranges('somewhere'), /todo:dns/);
  });

  it('in Phase 5 on one machine are the allowedConnections of the picture, sidecars, Dapr and Kubernetes', async () => {
    const { manifests } = await runOf('minikube 5');
    const control = ['namespace dapr-system:443,6500,50001'];
    const kubernetes = ['0.0.0.0/0:443,8443'];
    const expected: Record<string, { ingress: string[]; egress: string[] }> = {
      frontend: { ingress: ['anyone:8080'], egress: ['backend:8000', 'websocket:8004'] },
      backend: {
        ingress: ['frontend:8000', 'recurring:3502', 'websocket:3502'],
        egress: ['postgres:5432', 'notification:3502', 'redpanda:9092', ...control, ...kubernetes],
      },
      notification: {
        ingress: ['backend:3502'],
        egress: ['postgres:5432', 'redpanda:9092', '0.0.0.0/0:443', ...control, ...kubernetes],
      },
      recurring: { ingress: [], egress: ['postgres:5432', 'backend:3502', 'redpanda:9092', ...control] },
      websocket: { ingress: ['frontend:8004'], egress: ['backend:3502', 'redpanda:9092', ...control, ...kubernetes] },
      migration: { ingress: [], egress: ['postgres:5432'] },
      topics: { ingress: [], egress: ['redpanda:9092'] },
      postgres: {
        ingress: ['backend:5432', 'migration:5432', 'notification:5432', 'recurring:5432'],
        egress: [],
      },
      broker: {
        ingress: ['backend:9092', 'notification:9092', 'recurring:9092', 'websocket:9092', 'topics:9092'],
        egress: [],
      },
    };
    for (const [name, { ingress, egress }] of Object.entries(expected)) {
      assert.deepEqual(ends(manifests, name, 'ingress').toSorted(), ingress.toSorted(), `into ${name}`);
      assert.deepEqual(ends(manifests, name, 'egress').toSorted(), egress.toSorted(), `out of ${name}`);
    }
  });

  it('in Phase 4 the backend reaches its database and nothing else', async () => {
    const { manifests } = await runProgram('minikube', { 'todo:phase5': false });
    assert.deepEqual(ends(manifests, 'backend', 'egress'), ['postgres:5432']);
    assert.deepEqual(ends(manifests, 'backend', 'ingress'), ['frontend:8000']);
    assert.deepEqual(ends(manifests, 'frontend', 'egress'), ['backend:8000']);
  });

  it('in the cloud only the gateway reaches the page, and services reach PostgreSQL by its poolers', async () => {
    const { manifests } = await runOf('cloud 5');
    assert.deepEqual(ends(manifests, 'frontend', 'ingress'), ['namespace envoy-gateway-system:8080']);
    assert.ok(ends(manifests, 'backend', 'egress').includes('postgres-pooler:5432'));
    assert.ok(!ends(manifests, 'backend', 'egress').includes('postgres:5432'));
    assert.ok(ends(manifests, 'recurring', 'egress').includes('postgres:5432'), 'its state store');
    assert.ok(ends(manifests, 'postgres', 'ingress').includes('cloudnative-pg:5432,8000'));
  });

  it('open what is configured besides: a language model, an external issuer, a mail server, a collector, Prometheus', async () => {
    const { manifests } = await runProgram('minikube', {
      'todo:llm': { baseUrl: 'https://llm.example.com/v1', model: 'small', range: '192.0.2.0/24' },
      'todo:oidc': { issuer: 'https://login.example.com:8443', clientId: 'todo', range: '198.51.100.0/24' },
      'todo:telemetry': { endpoint: 'http://collector.tracing:4318', namespace: 'tracing' },
      'todo:monitoring': 'prometheus',
      'todo:email': { host: 'smtp.example.com', from: 'todo@example.com' },
      'todo:secrets': undefined,
      'todo:throwAway': false,
    });
    const backend = ends(manifests, 'backend', 'egress');
    assert.ok(backend.includes('192.0.2.0/24:443') && backend.includes('namespace tracing:4318'), backend.join(' '));
    assert.ok(backend.includes('198.51.100.0/24:8443'), backend.join(' '));
    assert.ok(ends(manifests, 'notification', 'egress').includes('0.0.0.0/0:587'));
    assert.ok(ends(manifests, 'websocket', 'ingress').includes('namespace prometheus:8004,9090'));
  });
});
