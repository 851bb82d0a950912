import assert from 'node:assert/strict';
import type { TestCluster } from '../test-cluster.ts';

/** Changes of one line, with all that each may change. */
const oneLine: [key: string, value: unknown, resources: string[]][] = [
  ['todo:topics', { partitions: 24 }, ['Job/topics']],
  ['todo:postgres', { kind: 'single', storage: '2Gi', dumps: { storage: '1Gi', keep: 3 } }, ['CronJob/postgres-dump']],
  ['todo:dapr', { highAvailability: true }, ['Release/dapr']],
  ['todo:replicas', { frontend: { min: 1, max: 2 } }, []],
];

/** Previews changes against the stack as it is. */
export async function smallChanges({ stack }: TestCluster): Promise<string> {
  const before = stack.config;
  for (const [key, value, expected] of oneLine) {
    const current = before[key];
    stack.configure({ [key]: isObject(current) && isObject(value) ? { ...current, ...value } : value });
    try {
      const resources = new Set((await stack.preview()).map(({ resource }) => resource));
      assert.deepEqual([...resources].toSorted(), expected, `what another ${key} changes`);
    } finally {
      stack.configure({ [key]: current });
    }
  }
  return oneLine.map(([key, , resources]) => `${key}: ${resources.join(', ') || 'nothing'}`).join('; ');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** A second update changes nothing, and what runs is what the program describes. */
export async function again({ stack }: TestCluster): Promise<string> {
  const { same } = await stack.up({ expectNoChanges: true });
  const drift = await stack.preview({ refresh: true });
  assert.deepEqual(
    drift.filter(({ op }) => op !== 'refresh'),
    [],
  );
  return `${same} resources stay as they are, and none differs in the cluster`;
}
