import assert from 'node:assert/strict';
import { namespace, secondsSince, type TestCluster } from '../test-cluster.ts';

/** Takes the system away again. What Helm leaves is named. */
export async function destroy({ stack, kubectl, dapr }: TestCluster): Promise<string> {
  const start = performance.now();
  await stack.destroy();
  const seconds = secondsSince(start);
  assert.equal(await kubectl.run('get', 'namespace', namespace, '--ignore-not-found'), '');
  assert.deepEqual(await dapr.pods(), []);
  const webhooks = await kubectl.run('get', 'mutatingwebhookconfigurations', '--output', 'name');
  assert.doesNotMatch(webhooks, /dapr/, 'a webhook without its service would stop the pods of others');
  const definitions =
    (await kubectl.run('get', 'customresourcedefinitions', '--output', 'name')).match(/dapr\.io/g) ?? [];
  const { items: volumes } = await kubectl.json('get', 'persistentvolumes');
  return `in ${seconds}; left are ${definitions.length} custom resource definitions and the namespace of Dapr, and ${volumes.length} volumes`;
}
