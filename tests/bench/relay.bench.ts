import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { createSidecar } from '../../shared/dapr/sidecar.ts';
import type { TaskSnapshot } from '../../shared/events/task.schema.ts';
import { pubsubOf } from '../../shared/events/topics.ts';
import { eventually } from '../support/eventually.ts';
import { taskEventOf } from '../support/services/sample-events.ts';
import { type BenchSystem, send } from './bench-system.ts';
import { interleaved } from './measure.ts';
import type { Result } from './saved-results.ts';

const events = 40_000;
const bulk = 1000;
const topic = 'task-events';

/** Compares draining the outbox with publishing the same events in bulk from memory, to the same sidecar and consumer. */
export async function benchRelay({ system, kafka, user, settled }: BenchSystem): Promise<Result[]> {
  const pool = new pg.Pool({ connectionString: system.secrets.backend.DATABASE_URL, max: 2 });
  const api = `${system.urls.backend}/api/tasks`;
  const sidecar = createSidecar({
    port: system.ports.BACKEND_DAPR_PORT,
    apiToken: system.secrets.tokens.backend.apiToken,
    timeoutMs: 60_000,
  });
  const task = (await send('POST', api, user.token, { title: 'Relay' })) as TaskSnapshot;
  const sample = taskEventOf('updated', task, user.id);

  // The newest event is published last. With any other query, PostgreSQL would scan all deleted rows.
  const newest = `select 1 from outbox_event where topic = '${topic}' order by sequence desc limit 1`;
  const published = () =>
    eventually('the outbox is empty', async () => (await pool.query(newest)).rowCount === 0, 120_000);

  const relay = async () => {
    await settled();
    await pool.query(
      `insert into outbox_event (id, topic, partition_key, owner_id, event, created_at)
       select id, $1, id, $2, ($3::jsonb || jsonb_build_object('id', id, 'subject', id))::json, now()
         from (select gen_random_uuid() as id from generate_series(1, $4)) ids`,
      [topic, user.id, JSON.stringify(sample), events],
    );
    const start = performance.now();
    await send('POST', api, user.token, { title: 'Wakes the relay' });
    await published();
    return (events * 1000) / (performance.now() - start);
  };

  const raw = async () => {
    await settled();
    const start = performance.now();
    for (let sent = 0; sent < events; sent += bulk) {
      const entries = Array.from({ length: bulk }, () => {
        const id = uuidv7();
        return { id, partitionKey: id, event: { ...sample, id, subject: id } };
      });
      const failures = await sidecar.publishBulk(pubsubOf[topic], topic, entries);
      if (failures.size > 0) throw new Error(`publishing failed: ${failures.values().next().value}`);
    }
    return (events * 1000) / (performance.now() - start);
  };

  const [ours, limit] = await interleaved(5, relay, raw);
  await pool.end();
  const to = kafka ? 'through daprd' : 'to the stand-in';
  return [
    { name: `Outbox relay, against raw bulk publish ${to}`, ours, limit, unit: 'events/s', aim: { atLeast: 0.8 } },
  ];
}
