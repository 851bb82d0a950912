import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { underLoad } from '../people.ts';
import { namespace, type TestCluster } from '../test-cluster.ts';

const MiB = 1024 ** 2;
const samples = 10;
const sampleMs = 3_000;

interface Container {
  name: string;
  resources: { requests: { memory: string }; limits: { memory: string } };
}

/** Compares the memory of each container with its request, which covers it at rest, and its limit, 30 % above what load takes. */
export async function resources(cluster: TestCluster): Promise<string> {
  const rest = await workingSets(cluster);
  const peak = new Map(rest);
  const sample = async () => {
    for (let taken = 0; taken < samples; taken += 1) {
      await delay(sampleMs);
      for (const [name, bytes] of await workingSets(cluster)) peak.set(name, Math.max(bytes, peak.get(name) ?? 0));
    }
    return `${samples} samples`;
  };
  const load = await underLoad(cluster, sample);
  const declared = await declaredMemory(cluster);
  const lines = [...rest].map(([name, bytes]) => {
    const { request, limit } = declared.get(name)!;
    const most = peak.get(name)!;
    const wrong = bytes > request || most * 1.3 > limit;
    return {
      name,
      wrong,
      text: `${name}: ${mebi(bytes)} at rest (request ${mebi(request)}), ${mebi(most)} under load (limit ${mebi(limit)})`,
    };
  });
  for (const { text } of lines) cluster.say(text);
  assert.deepEqual(
    lines.filter(({ wrong }) => wrong).map(({ text }) => text),
    [],
  );
  return load;
}

/** Returns the bytes that each container uses and cannot give back, as the kubelet counts them. */
async function workingSets({ kubectl }: TestCluster): Promise<Map<string, number>> {
  const { items: nodes } = await kubectl.json('get', 'nodes');
  const used = new Map<string, number>();
  for (const { metadata } of nodes) {
    const summary = JSON.parse(await kubectl.run('get', '--raw', `/api/v1/nodes/${metadata.name}/proxy/stats/summary`));
    for (const { podRef, containers = [] } of summary.pods) {
      if (podRef.namespace !== namespace) continue;
      for (const { name, memory } of containers) {
        if (memory?.workingSetBytes) used.set(`${workloadOf(podRef.name)}/${name}`, memory.workingSetBytes);
      }
    }
  }
  return used;
}

async function declaredMemory({ kubectl }: TestCluster): Promise<Map<string, { request: number; limit: number }>> {
  const { items } = await kubectl.json('get', 'pods');
  return new Map(
    items.flatMap(({ metadata, spec }: { metadata: { name: string }; spec: Record<string, Container[]> }) =>
      [...(spec['initContainers'] ?? []), ...(spec['containers'] ?? [])].map(({ name, resources }) => [
        `${workloadOf(metadata.name)}/${name}`,
        { request: bytesOf(resources.requests.memory), limit: bytesOf(resources.limits.memory) },
      ]),
    ),
  );
}

/** The pod's name without what Kubernetes appends. */
function workloadOf(pod: string): string {
  return pod.split('-')[0]!;
}

function bytesOf(quantity: string): number {
  const [, amount, unit] = /^(\d+)(Ki|Mi|Gi)?$/.exec(quantity) ?? [];
  return Number(amount) * (unit === 'Gi' ? 1024 * MiB : unit === 'Mi' ? MiB : unit === 'Ki' ? 1024 : 1);
}

function mebi(bytes: number): string {
  return `${Math.round(bytes / MiB)} MiB`;
}
