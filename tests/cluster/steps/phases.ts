import assert from 'node:assert/strict';
import { registerClient } from '../../support/api-client.ts';
import { eventually } from '../../support/eventually.ts';
import { secondsSince, type TestCluster, withDatabase } from '../test-cluster.ts';

const consumers = ['notification', 'recurring', 'websocket', 'redpanda'];

/** Turns the events off and on again. What was committed without them has its effects afterwards. */
export async function phases(cluster: TestCluster): Promise<string> {
  const { kubectl, stack, page } = cluster;
  const person = await registerClient(page);
  const add = async () => {
    const due = { date: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) };
    const { status, body } = await person.post('/api/tasks', {
      title: 'Swim',
      due,
      recurrence: { frequency: 'daily' },
    });
    assert.equal(status, 201);
    return body.id as string;
  };
  const first = await add();
  await kubectl.run('scale', 'statefulset/redpanda', '--replicas', '0');
  await kubectl.run('wait', 'pod/redpanda-0', '--for', 'delete', '--timeout', '60s');
  await add();
  assert.ok((await unpublished(cluster)) > 0, 'nothing is published without a broker');

  stack.configure({ 'todo:phase5': false });
  const start = performance.now();
  const off = await stack.up();
  const offSeconds = secondsSince(start);
  await eventually('what Phase 5 adds is gone', async () => {
    const pods = await Promise.all(consumers.map((name) => kubectl.pods(`app.kubernetes.io/name=${name}`)));
    return pods.flat().length === 0;
  });
  const left = await unpublished(cluster);
  assert.ok(left > 0, 'what was not published is kept');
  await eventually('the first task is completed', () =>
    person.post(`/api/tasks/${first}/complete`).then(
      ({ status }) => status === 200,
      () => false, // the page's pods have just been replaced
    ),
  );

  stack.configure({ 'todo:phase5': true });
  const again = performance.now();
  await stack.up();
  const onSeconds = secondsSince(again);
  const ready = performance.now();
  await eventually('the events of before are published', async () => (await unpublished(cluster)) === 0);
  const published = secondsSince(ready);
  await eventually('the completed task has its successor', () => hasSuccessor(cluster, first));
  return `off in ${offSeconds} (${off['delete']} resources deleted), on in ${onSeconds}; after that ${left} events published in ${published}, and the successor was there in ${secondsSince(ready)}`;
}

function unpublished(cluster: TestCluster): Promise<number> {
  return withDatabase(cluster, async (database) => {
    const { rows } = await database.query('select count(*)::int as count from outbox_event');
    return rows[0].count;
  });
}

function hasSuccessor(cluster: TestCluster, id: string): Promise<boolean> {
  return withDatabase(cluster, async (database) => {
    const { rows } = await database.query('select successor_id from task where id = $1', [id]);
    return Boolean(rows[0].successor_id);
  });
}
