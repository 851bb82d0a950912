import assert from 'node:assert/strict';
import { walkTour } from '../../tour/walk.ts';
import type { Kubectl } from '../kubectl.ts';
import { daprNamespace, secondsSince, type TestCluster } from '../test-cluster.ts';

/**
 * Brings the system onto a cluster that has nothing of it. No container of ours may restart while all start at once. Dapr's operator
 * ends by itself where sentry is not ready in time, so its restarts are only told.
 */
export async function install(cluster: TestCluster): Promise<string> {
  const planned = await cluster.stack.preview();
  const unexpected = planned.filter(({ op }) => op !== 'create');
  assert.deepEqual(unexpected, [], 'on an empty cluster everything is created');
  const start = performance.now();
  const { create } = await cluster.stack.up();
  const seconds = secondsSince(start);
  assert.deepEqual(await restarted(cluster.kubectl), [], 'a healthy start has no restart');
  const ofDapr = await restarted(cluster.dapr);
  return `${create} resources (${planned.length} in the cluster) in ${seconds}, no restart but of Dapr: ${ofDapr.join(', ') || 'none'}`;
}

async function restarted(kubectl: Kubectl): Promise<string[]> {
  const pods = await kubectl.pods();
  assert.ok(pods.length > 0);
  return pods.flatMap(({ metadata, status }) =>
    [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]
      .filter(({ restartCount }) => restartCount > 0)
      .map(({ name, restartCount }) => `${metadata.name}/${name}: ${restartCount}`),
  );
}

export async function tour(cluster: TestCluster): Promise<string> {
  await walkTour({ backend: cluster.page, websocket: cluster.page });
  return 'as it is written in the README';
}

/** The sidecars' own port tells nothing without their token. */
export async function closedSidecars(cluster: TestCluster): Promise<string> {
  const pods = (await cluster.kubectl.pods()).filter(({ status }) =>
    [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])].some(({ name }) => name === 'daprd'),
  );
  assert.equal(pods.length, 4);
  const seen: string[] = [];
  for (const { metadata, status } of pods) {
    for (const port of [3500, 3501]) {
      const response = await cluster.visitor.statusOf(`http://${status.podIP}:${port}/v1.0/metadata`);
      assert.notEqual(response, '200', `${metadata.name} tells its metadata on port ${port}`);
      seen.push(response);
    }
  }
  return `${pods.length} sidecars respond with ${[...new Set(seen)].join(' or ')} from another namespace`;
}

/** A pod that is made while the injector is away gets its sidecar as soon as the injector is back, without a hand. */
export async function withoutInjector({ kubectl, dapr }: TestCluster): Promise<string> {
  const injector = 'deployment/dapr-sidecar-injector';
  await dapr.run('scale', injector, '--replicas', '0');
  await dapr.run('wait', 'pods', '--selector', 'app=dapr-sidecar-injector', '--for', 'delete', '--timeout', '60s');
  const [pod] = await kubectl.pods('app.kubernetes.io/name=recurring');
  await kubectl.run('delete', 'pod', pod!.metadata.name);
  const start = performance.now();
  await dapr.run('scale', injector, '--replicas', '1');
  await dapr.rolledOut(injector);
  await kubectl.rolledOut('deployment/recurring');
  const [next] = await kubectl.pods('app.kubernetes.io/name=recurring');
  const containers = [...(next?.status.initContainerStatuses ?? []), ...(next?.status.containerStatuses ?? [])];
  assert.notEqual(next?.metadata.uid, pod!.metadata.uid);
  assert.ok(containers.some(({ name }) => name === 'daprd'));
  return `healed ${secondsSince(start)} after the injector (${daprNamespace}) was wanted again`;
}
