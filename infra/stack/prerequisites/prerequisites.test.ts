import assert from 'node:assert/strict';
import { find } from '../../../tests/support/stack/find.ts';
import { runOf } from '../../../tests/support/stack/runs.ts';
import { runProgram } from '../../render/run-program.ts';
import { parseConfig } from '../config.reader.ts';

const least = { phase5: true, origin: 'https://todo.mine.org', postgres: { kind: 'single' } };

describe('prerequisites', () => {
  it('of the cloud are all installed by the stack, each with a version', async () => {
    const { releases } = await runOf('cloud 5');
    assert.deepEqual(releases.map(({ name, namespace }) => `${namespace}/${name}`).toSorted(), [
      'cert-manager/cert-manager',
      'cnpg-system/cloudnative-pg',
      'cnpg-system/plugin-barman-cloud',
      'dapr-system/dapr',
      'envoy-gateway-system/gateway-helm',
      'keda/keda',
      'redpanda-system/operator',
    ]);
    for (const { version, name } of releases) assert.match(version, /^v?\d+\.\d+\.\d+$/, name);
    const values = (wanted: string) => releases.find(({ name }) => name === wanted)!.values;
    assert.deepEqual(values('cert-manager'), {
      crds: { enabled: true, keep: true },
      config: { enableGatewayAPI: true },
    });
    assert.deepEqual(values('operator'), { crds: { enabled: true } });
  });

  it('are left to the cluster one by one, and have the version that is asked for', async () => {
    const { releases } = await runProgram('cloud', {
      'todo:dapr': { install: false },
      'todo:prerequisites': { keda: { install: true, version: '2.20.2' } },
    });
    assert.deepEqual(
      releases.map(({ name, version }) => [name, version]),
      [['keda', '2.20.2']],
    );
    const { releases: small } = await runOf('minikube 5');
    assert.deepEqual(
      small.map(({ name }) => name),
      ['dapr'],
    );
  });

  it('do not expect the Gateway API where the page has no Gateway', async () => {
    const certManager = { install: true };
    const { releases } = await runProgram('minikube', { 'todo:prerequisites': { certManager } });
    const { values } = releases.find(({ name }) => name === 'cert-manager')!;
    assert.deepEqual(values, { crds: { enabled: true, keep: true } });
  });

  it('have no issuer for nobody', () => {
    const prerequisites = { certManager: { install: true, acmeEmail: 'ada@example.org' } };
    assert.throws(() => parseConfig({ ...least, prerequisites }), /certManager\.acmeEmail: needs the issuer/);
  });
});

describe('the way in from outside', () => {
  it('is a Gateway with TLS whose routes lead to the page, and from HTTP to HTTPS', async () => {
    const { manifests } = await runOf('cloud 5');
    const { metadata, spec } = find(manifests, 'Gateway/frontend');
    assert.equal(metadata.annotations['cert-manager.io/cluster-issuer'], 'letsencrypt');
    assert.equal(spec.gatewayClassName, 'envoy');
    assert.deepEqual(
      spec.listeners.map(({ name, port, hostname }: Record<string, unknown>) => [name, port, hostname]),
      [
        ['https', 443, 'todo.example.com'],
        ['http', 80, 'todo.example.com'],
      ],
    );
    assert.deepEqual(spec.listeners[0].tls.certificateRefs, [{ name: 'frontend-tls' }]);
    const route = find(manifests, 'HTTPRoute/frontend').spec;
    assert.deepEqual(route.parentRefs, [{ name: 'frontend', sectionName: 'https' }]);
    // Sockets and the chatbot's replies last longer than the default of any gateway.
    assert.deepEqual(route.rules, [{ backendRefs: [{ name: 'frontend', port: 8080 }], timeouts: { request: '0s' } }]);
    const [redirect] = find(manifests, 'HTTPRoute/redirect').spec.rules;
    assert.deepEqual(redirect.filters[0].requestRedirect, { scheme: 'https', statusCode: 301 });
    const { from } = find(manifests, 'NetworkPolicy/frontend').spec.ingress[0];
    assert.equal(from[0].namespaceSelector.matchLabels['kubernetes.io/metadata.name'], 'envoy-gateway-system');
  });

  it('may be an Ingress instead, but not both', async () => {
    const { manifests } = await runProgram('cloud', {
      'todo:gateway': undefined,
      'todo:ingress': { issuer: 'letsencrypt' },
    });
    assert.equal(find(manifests, 'Ingress/frontend').spec.ingressClassName, 'nginx');
    assert.ok(!manifests.some(({ kind }) => ['Gateway', 'GatewayClass', 'HTTPRoute'].includes(kind)));
    assert.throws(() => parseConfig({ ...least, gateway: {}, ingress: {} }), /todo:ingress: Must not be set beside/);
  });

  it("gets its certificate from Let's Encrypt, whose challenge the gateway may reach", async () => {
    const certManager = { install: true, acmeEmail: 'ada@example.org' };
    const changes = { 'todo:prerequisites': { certManager } };
    const { manifests } = await runProgram('cloud', changes);
    const { acme } = find(manifests, 'ClusterIssuer/letsencrypt').spec;
    assert.equal(acme.email, 'ada@example.org');
    const gateway = { parentRefs: [{ kind: 'Gateway', name: 'frontend', namespace: 'todo' }] };
    assert.deepEqual(acme.solvers, [{ http01: { gatewayHTTPRoute: gateway } }]);
    const { podSelector, ingress } = find(manifests, 'NetworkPolicy/acme-challenge').spec;
    assert.deepEqual(podSelector.matchLabels, { 'acme.cert-manager.io/http01-solver': 'true' });
    assert.deepEqual(ingress[0].ports, [{ protocol: 'TCP', port: 8089 }]);

    const other = await runProgram('cloud', {
      ...changes,
      'todo:gateway': undefined,
      'todo:ingress': { issuer: 'mine' },
    });
    const { solvers } = find(other.manifests, 'ClusterIssuer/mine').spec.acme;
    assert.deepEqual(solvers, [{ http01: { ingress: { ingressClassName: 'nginx' } } }]);
  });
});
