import assert from 'node:assert/strict';
import { find } from '../../../tests/support/stack/find.ts';
import { runOf } from '../../../tests/support/stack/runs.ts';
import { runProgram } from '../../render/run-program.ts';

describe('a PostgreSQL cluster', () => {
  it('waits with a commit for one of its standbys, and has no such rule without standbys', async () => {
    const synchronous = async (instances: number) => {
      const { manifests } = await runProgram('cloud', { 'todo:postgres': { kind: 'cluster', instances } });
      return find(manifests, 'Cluster/postgres').spec.postgresql.synchronous;
    };
    assert.deepEqual(await synchronous(2), { method: 'any', number: 1, dataDurability: 'preferred' });
    assert.equal(await synchronous(1), undefined);
  });

  it('is deleted before its pods, which its operator would make again', async () => {
    const { manifests } = await runOf('cloud 5');
    for (const name of ['Cluster/postgres', 'Pooler/postgres-pooler', 'Database/dapr']) {
      const { annotations } = find(manifests, name).metadata;
      assert.equal(annotations['pulumi.com/deletionPropagationPolicy'], 'background', name);
    }
  });
});
