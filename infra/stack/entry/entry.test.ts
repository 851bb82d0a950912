import assert from 'node:assert/strict';
import { find } from '../../../tests/support/stack/find.ts';
import { runOf } from '../../../tests/support/stack/runs.ts';
import { type Manifest, runProgram } from '../../render/run-program.ts';
import { ports } from '../ports.ts';

const paths = ['/', '/api/feed/todo_0.ics', '/api/push/key', '/mcp', '/ws', '/reset', '/sw.js'];

/** The Service and its port to which the Gateway API (a rule without matches takes every path) sends a path. */
function byGateway(manifests: readonly Manifest[]): string {
  const { spec } = find(manifests, 'HTTPRoute/frontend');
  assert.deepEqual([spec.rules.length, spec.rules[0].matches, spec.rules[0].filters], [1, undefined, undefined]);
  return spec.rules[0].backendRefs.map(({ name, port }: { name: string; port: number }) => `${name}:${port}`).join();
}

/** The same of an Ingress, where the longest prefix wins. */
function byIngress(manifests: readonly Manifest[], path: string): string {
  // biome-ignore lint/suspicious/noExplicitAny: rules of any kind
  const all: any[] = find(manifests, 'Ingress/frontend').spec.rules.flatMap(({ http }: any) => http.paths);
  const matching = all.filter((rule) => rule.pathType === 'Prefix' && path.startsWith(rule.path));
  const { service } = matching.toSorted((one, other) => other.path.length - one.path.length)[0].backend;
  return `${service.name}:${service.port.name}`;
}

describe('the entry of a stack', () => {
  const origin = { 'todo:origin': 'https://todo.example.com' };

  it('leads every address to the page, which leads those of programs on', async () => {
    const { manifests: gateway } = await runOf('cloud 5');
    assert.equal(byGateway(gateway), `frontend:${ports.frontend}`);
    const { manifests: ingress } = await runProgram('minikube', { ...origin, 'todo:ingress': {} });
    for (const path of paths) assert.equal(byIngress(ingress, path), 'frontend:http', path);
    for (const manifests of [gateway, ingress]) {
      const [service] = find(manifests, 'Service/frontend').spec.ports;
      const [container] = find(manifests, 'Deployment/frontend').spec.template.spec.containers;
      assert.deepEqual([service.name, service.port], ['http', ports.frontend]);
      assert.ok(container.ports.some(({ name }: { name: string }) => name === service.targetPort));
      const env = new Map(container.env.map(({ name, value }: { name: string; value: string }) => [name, value]));
      for (const [name, variable] of [
        ['backend', 'BACKEND_URL'],
        ['websocket', 'WEBSOCKET_URL'],
      ] as const) {
        const { port } = find(manifests, `Service/${name}`).spec.ports[0];
        assert.equal(env.get(variable), `http://${name}:${port}`);
      }
    }
  });
});
