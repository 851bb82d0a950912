import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { request } from '../support/api-client.ts';
import type { BenchSystem } from './bench-system.ts';
import { insertWhatHappened } from './limit/outbox.statement.ts';
import { interleaved } from './measure.ts';
import type { Result } from './saved-results.ts';

const aRound = 20_000;
const batch = 500;
const atOnce = 100_000;

/**
 * Moves reminders that are due in the same minute into the outbox, and compares that with the same statements in bare pg. The
 * sidecar is stopped, so nothing is published meanwhile.
 */
export async function benchReminders({ system, user }: BenchSystem): Promise<Result[]> {
  const pool = new pg.Pool({ connectionString: system.secrets.backend.DATABASE_URL, max: 2 });
  const { urls, secrets, processes } = system;
  const check = async (): Promise<number> => {
    const token = { 'dapr-api-token': secrets.tokens.backend.appApiToken };
    const { status, body } = await request(`${urls.backend}/reminder-check`, 'POST', {}, token);
    if (status !== 200) throw new Error(`the reminder check answered ${status}`);
    return body.claimed;
  };
  const rate = async (count: number, claim: () => Promise<number>) => {
    await addDue(pool, user.id, count);
    const start = performance.now();
    for (let claimed = 0; claimed < count; ) {
      const some = await claim();
      if (some === 0) throw new Error(`${count - claimed} due reminders were not claimed`);
      claimed += some;
    }
    const seconds = (performance.now() - start) / 1000;
    await clear(pool, user.id);
    return count / seconds;
  };
  const memory = async () => {
    const { body } = await request(`${urls.backend}/metrics`, 'GET');
    return Number(/^process_resident_memory_bytes(?:\{.*\})? (\S+)$/m.exec(body)?.[1]) / 2 ** 20;
  };

  const sidecar = processes.get('sidecar');
  sidecar?.kill('SIGSTOP');
  try {
    const [ours, limit] = await interleaved(
      3,
      () => rate(aRound, check),
      () => rate(aRound, claimsBare(pool)),
    );
    const before = await memory();
    let peak = 0;
    const many = await rate(atOnce, async () => {
      const claimed = await check();
      peak = Math.max(peak, await memory());
      return claimed;
    });
    return [
      { name: 'Reminders due at once, against bare SQL', ours, limit, unit: 'reminders/s', aim: { atLeast: 0.5 } },
      { name: '… 100 000 of them, against 20 000', ours: many, limit: ours, unit: 'reminders/s' },
      { name: '… memory of the backend meanwhile, and before', ours: peak, limit: before, unit: 'MiB' },
    ];
  } finally {
    sidecar?.kill('SIGCONT');
    await pool.end();
  }
}

async function addDue(pool: pg.Pool, ownerId: string, count: number): Promise<void> {
  await pool.query(
    `with made as (
       insert into task (id, owner_id, title, description, priority, tags, version, created_at, updated_at)
       select gen_random_uuid(), $1, 'Remind me', '', 'medium', '{home}', 1, now(), now()
         from generate_series(1, $2::int) returning id
     )
     insert into reminder (id, task_id, at, fire_at, state)
     select gen_random_uuid(), id, now() - interval '1 minute', now() - interval '1 minute', 'pending' from made`,
    [ownerId, count],
  );
}

async function clear(pool: pg.Pool, ownerId: string): Promise<void> {
  await pool.query('delete from outbox_event where owner_id = $1', [ownerId]);
  await pool.query(`delete from task where owner_id = $1 and title = 'Remind me'`, [ownerId]);
}

/** Runs only the statements of the reminder check, batch by batch: the claim, the updates and the inserts. */
function claimsBare(pool: pg.Pool): () => Promise<number> {
  let last = { fire_at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
  return async () => {
    const client = await pool.connect();
    await client.query('begin; set local enable_sort = off');
    const { rows } = await client.query(
      `select r.id, r.task_id, r.fire_at::text from reminder r join task t on t.id = r.task_id
        where r.state = 'pending' and r.fire_at <= now() and t.completed_at is null and (r.fire_at, r.id) > ($2, $3)
        order by r.fire_at, r.id limit $1 for update of r, t skip locked`,
      [batch, last.fire_at, last.id],
    );
    last = rows.at(-1);
    await tellBare(client, rows);
    await client.query('commit');
    client.release();
    return rows.length;
  };
}

async function tellBare(client: pg.PoolClient, rows: { id: string; task_id: string }[]): Promise<void> {
  const taskIds = rows.map((row) => row.task_id);
  const tasks = await client.query(
    `select task.id, task.owner_id, to_jsonb(task) - 'search' as task,
            (select json_agg(r) from reminder r where r.task_id = task.id) as reminders
       from task where id = any($1)`,
    [taskIds],
  );
  await client.query(
    `with sent as (update reminder set state = 'sent' where id = any($1))
     update task set version = version + 1, updated_at = now() where id = any($2)`,
    [rows.map((row) => row.id), taskIds],
  );
  const at = new Date();
  const activities = tasks.rows.map(({ id, owner_id, reminders }) => {
    return {
      owner_id,
      task_id: id,
      action: 'reminded',
      changes: { from: reminders, to: reminders },
      actor: 'reminder',
    };
  });
  const events = tasks.rows.flatMap(({ id, owner_id, task, reminders }) => {
    const envelope = { specversion: '1.0', source: '/todo/backend', time: at, datacontenttype: 'application/json' };
    const due = { ownerId: owner_id, taskId: id, reminderId: reminders[0].id, title: task.title, fireAt: at };
    return [
      { topic: 'reminders', partition_key: id, data: due },
      { topic: 'task-updates', partition_key: owner_id, data: due },
      { topic: 'task-updates', partition_key: owner_id, data: { ownerId: owner_id, task: { ...task, reminders } } },
    ].map(({ data, ...row }) => {
      const event = { ...envelope, id: uuidv7(), type: 'reminder.due.v1', subject: id, data };
      return { ...row, id: event.id, owner_id, event };
    });
  });
  await client.query(insertWhatHappened, [at, JSON.stringify(activities), JSON.stringify(events)]);
}
