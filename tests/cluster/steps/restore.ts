import assert from 'node:assert/strict';
import { registerClient } from '../../support/api-client.ts';
import { secondsSince, type TestCluster, withDatabase } from '../test-cluster.ts';

/** Dumps the databases, changes what they hold, and brings back what was there, as docs/operations.md says. */
export async function restore(cluster: TestCluster): Promise<string> {
  const { kubectl, stack, page } = cluster;
  const person = await registerClient(page);
  const { body: kept } = await person.post('/api/tasks', { title: 'Before the dump' });
  await runJob(cluster, 'postgres-dump');
  const rows = await countRows(cluster);
  await runJob(cluster, 'postgres-drill');

  assert.equal((await person.delete(`/api/tasks/${kept.id}`)).status, 204);
  const { body: late } = await person.post('/api/tasks', { title: 'After the dump' });
  const readers = 'app.kubernetes.io/name in (backend,notification,recurring,websocket)';
  await kubectl.run('scale', 'deployment,statefulset', '--replicas', '0', '--selector', readers);
  await kubectl.run('wait', 'pods', '--selector', readers, '--for', 'delete', '--timeout', '120s');
  const start = performance.now();
  await runJob(cluster, 'postgres-restore');
  const restored = secondsSince(start);
  assert.deepEqual(await countRows(cluster), rows);
  await stack.up({ refresh: true });

  assert.equal((await person.get(`/api/tasks/${kept.id}`)).status, 200);
  assert.equal((await person.get(`/api/tasks/${late.id}`)).status, 404);
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  return `${total} rows of ${Object.keys(rows).length} tables restored in ${restored}; drill passed; back at work after ${secondsSince(start)}`;
}

async function runJob({ kubectl }: TestCluster, cronJob: string): Promise<void> {
  const job = `${cronJob}-now`;
  await kubectl.run('delete', 'job', job, '--ignore-not-found');
  await kubectl.run('create', 'job', job, '--from', `cronjob/${cronJob}`);
  try {
    await kubectl.run('wait', `job/${job}`, '--for', 'condition=Complete', '--timeout', '180s');
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${await kubectl.run('logs', `job/${job}`, '--all-containers')}`);
  }
}

/** Returns the number of rows of each table of the tasks' database. */
function countRows(cluster: TestCluster): Promise<Record<string, number>> {
  return withDatabase(cluster, async (database) => {
    const { rows } = await database.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of rows) {
      const { rows: counted } = await database.query(`select count(*)::int as count from "${name}"`);
      counts[name] = counted[0].count;
    }
    return counts;
  });
}
