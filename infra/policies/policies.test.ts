import assert from 'node:assert/strict';
import { createdByJobs, find } from '../../tests/support/stack/find.ts';
import { runOf } from '../../tests/support/stack/runs.ts';
import { type Manifest, runProgram } from '../render/run-program.ts';
import { stackNames } from '../render/stack.file.ts';
import { policies } from './policies.ts';

/** Returns the violations that Pulumi would report, as `policy: violation`. */
async function reported(manifests: readonly unknown[]): Promise<string[]> {
  const violations: string[] = [];
  for (const { name, validateResource } of policies) {
    assert.ok(typeof validateResource === 'function');
    for (const manifest of manifests) {
      const { kind } = manifest as Manifest;
      const args = { type: `kubernetes:any:${kind}`, props: manifest, name: kind };
      await validateResource(args as never, (message) => violations.push(`${name}: ${message}`));
    }
  }
  return violations;
}

describe('policies', () => {
  for (const stack of stackNames) {
    for (const phase5 of [true, false]) {
      it(`${stack} keeps to them in Phase ${phase5 ? 5 : 4}`, async () => {
        const { manifests } = await runProgram(stack, { 'todo:phase5': phase5 });
        assert.deepEqual(await reported([...manifests, ...createdByJobs(manifests)]), []);
      });
    }
  }

  // biome-ignore lint/suspicious/noExplicitAny: each changes another kind of resource
  const violations: [title: string, resource: string, change: (resource: any) => void, expected: string][] = [
    [
      'an image that is "latest"',
      'Deployment/backend',
      ({ spec }) => Object.assign(spec.template.spec.containers[0], { image: 'ghcr.io/todo-chatbot/services:latest' }),
      'images-have-versions: Container backend uses ghcr.io/todo-chatbot/services:latest.',
    ],
    [
      'an image without version',
      'Job/migration',
      ({ spec }) => Object.assign(spec.template.spec.containers[0], { image: 'localhost:5000/services' }),
      'images-have-versions: Container migration uses localhost:5000/services.',
    ],
    [
      'an image of an operator that is "latest"',
      'Cluster/postgres',
      ({ spec }) => Object.assign(spec, { imageName: 'ghcr.io/cloudnative-pg/postgresql:latest' }),
      'images-have-versions: It uses ghcr.io/cloudnative-pg/postgresql:latest.',
    ],
    [
      'a container without limit',
      'Deployment/recurring',
      ({ spec }) => delete spec.template.spec.containers[0].resources.limits.memory,
      'limits-and-probes: Container recurring has no limits.memory.',
    ],
    [
      'a container without probe',
      'StatefulSet/websocket',
      ({ spec }) => delete spec.template.spec.containers[0].readinessProbe,
      'limits-and-probes: Container websocket has no readinessProbe.',
    ],
    [
      'a pod that may be root',
      'Deployment/frontend',
      ({ spec }) => delete spec.template.spec.securityContext.runAsNonRoot,
      'restricted-pods: The pod may run as root.',
    ],
    [
      'a writable root file system',
      'Deployment/frontend',
      ({ spec }) => Object.assign(spec.template.spec.containers[0].securityContext, { readOnlyRootFilesystem: false }),
      'restricted-pods: Container frontend has a writable root file system.',
    ],
    [
      'capabilities',
      'Deployment/backend',
      ({ spec }) =>
        Object.assign(spec.template.spec.containers[0].securityContext, { capabilities: { drop: ['NET_RAW'] } }),
      'restricted-pods: Container backend has capabilities.',
    ],
    [
      'a service-account token',
      'Deployment/backend',
      ({ spec }) => Object.assign(spec.template.spec, { automountServiceAccountToken: true }),
      'restricted-pods: The pod gets a service-account token.',
    ],
    [
      'a secret as a variable',
      'Deployment/backend',
      ({ spec }) => spec.template.spec.containers[0].env.push({ name: 'JWT_PRIVATE_KEY', value: 'pem' }),
      'no-literal-secrets: Container backend has JWT_PRIVATE_KEY as a literal.',
    ],
    [
      'a password in an address',
      'Deployment/backend',
      ({ spec }) => spec.template.spec.containers[0].env.push({ name: 'UPSTREAM', value: 'http://me:it@host' }),
      'no-literal-secrets: Container backend has UPSTREAM as a literal.',
    ],
    [
      'a password in a component',
      'Component/pubsub',
      ({ spec }) => spec.metadata.push({ name: 'saslPassword', value: 'it' }),
      'no-literal-secrets: saslPassword is a literal.',
    ],
    [
      'a component for everybody',
      'Component/broadcast',
      (it) => delete it.scopes,
      'dapr-is-scoped: Every app may use it.',
    ],
    [
      'a service that is open to the outside',
      'Service/backend',
      ({ spec }) => Object.assign(spec, { type: 'LoadBalancer' }),
      'nothing-else-is-open: Service backend is a LoadBalancer.',
    ],
    [
      'a route that leads elsewhere',
      'HTTPRoute/frontend',
      ({ spec }) => Object.assign(spec.rules[0].backendRefs[0], { name: 'backend' }),
      'nothing-else-is-open: It leads to backend.',
    ],
    [
      'a gateway without TLS',
      'Gateway/frontend',
      ({ spec }) => delete spec.listeners[0].tls,
      'nothing-else-is-open: Its listener https is without TLS.',
    ],
    [
      'an ingress that leads elsewhere',
      'Ingress/frontend',
      ({ spec }) => Object.assign(spec.rules[0].http.paths[0].backend.service, { name: 'backend' }),
      'nothing-else-is-open: It leads to backend.',
    ],
    [
      'an ingress without TLS',
      'Ingress/frontend',
      ({ spec }) => delete spec.tls,
      'nothing-else-is-open: It is without TLS.',
    ],
    [
      'a network policy for everybody',
      'NetworkPolicy/backend',
      ({ spec }) => delete spec.ingress[0].from,
      'nothing-else-is-open: It lets everybody reach backend.',
    ],
    [
      'brokers that are open to the outside',
      'Redpanda/redpanda',
      ({ spec }) => delete spec.clusterSpec.external,
      'nothing-else-is-open: Its brokers are open to the outside.',
    ],
  ];

  let cloud: Manifest[];
  before(async () => {
    const { manifests: delivered } = await runOf('cloud 5');
    const { manifests } = await runProgram('cloud', { 'todo:gateway': undefined, 'todo:ingress': {} });
    cloud = [...delivered, ...manifests.filter(({ kind }) => kind === 'Ingress')];
  });

  for (const [title, resource, change, expected] of violations) {
    it(`refuse ${title}`, async () => {
      const manifest = structuredClone(find(cloud, resource));
      change(manifest);
      assert.deepEqual(await reported([manifest]), [expected]);
    });
  }

  it('are for resources of Kubernetes only', async () => {
    const [policy] = policies;
    assert.ok(typeof policy?.validateResource === 'function');
    await policy.validateResource({ type: 'pulumi:providers:kubernetes', props: {} } as never, assert.fail);
  });
});
