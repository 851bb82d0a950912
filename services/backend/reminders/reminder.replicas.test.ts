import assert from 'node:assert/strict';
import { createApp } from '../../../shared/http/app.ts';
import { createMetrics } from '../../../shared/http/metrics.ts';
import { listen } from '../../../shared/http/server/server.ts';
import { createLogger } from '../../../shared/logger.ts';
import { request } from '../../../tests/support/api-client.ts';
import { appApiToken, useBackend } from '../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../tests/support/use-client.ts';
import { createUnitOfWork } from '../platform/unit-of-work.ts';
import { claimBatch } from './reminder.service.ts';
import { reminderCheckRoutes } from './reminder-check.routes.ts';
import { createReminderCheck } from './reminder-check.ts';

/** Two replicas on one database, and a clock that stands still. */
describe('many reminders at the same minute', () => {
  const clock = { now: new Date('2026-05-01T00:00:00Z') };
  const backend = useBackend({ clock });
  const replica = useBackend(() => ({ ...backend }));
  const ada = useClientPerTest(backend);

  const check = async (url: string): Promise<number> => {
    const response = await request(`${url}/reminder-check`, 'POST', {}, { 'dapr-api-token': appApiToken });
    assert.equal(response.status, 200);
    return response.body.claimed;
  };

  /** As many tasks with `each` reminders that are due now, without a request for each. */
  async function addTasks(count: number, each = 1): Promise<void> {
    await backend.orm.em.execute(
      `with made as (
         insert into task (id, owner_id, title, description, priority, tags, version, created_at, updated_at)
         select gen_random_uuid(), ?, 'Task ' || n, '', 'medium', '{}', 1, ?, ? from generate_series(1, ?) n
         returning id
       )
       insert into reminder (id, task_id, at, fire_at, state)
       select gen_random_uuid(), made.id, ?, ?, 'pending' from made, generate_series(1, ?)`,
      [ada.userId, clock.now, clock.now, count, clock.now, clock.now, each],
    );
  }

  /** How often each reminder was sent, at most and in all; how many wait. */
  async function sent() {
    const [row] = await backend.orm.em.execute<{ sent: number; distinct: number; waiting: number }[]>(
      `select count(*)::int as sent, count(distinct event #>> '{data,reminderId}')::int as distinct,
              (select count(*)::int from reminder r join task t on t.id = r.task_id
                where t.owner_id = ? and r.state = 'pending') as waiting
         from outbox_event where topic = 'reminders' and owner_id = ?`,
      [ada.userId, ada.userId],
    );
    return row;
  }

  it('are sent each once, none twice and none lost, whoever checks and how often', async () => {
    const [tasks, each] = [1000, 3]; // several batches, whose ends fall between reminders of one task
    await addTasks(tasks, each);
    const urls = [backend.url, replica.url, backend.url, replica.url];
    const claimed = await Promise.all(urls.map(check));
    const total = claimed.reduce((sum, n) => sum + n);
    assert.ok(claimed.filter((n) => n > 0).length > 1, 'they shared the work');
    // A task that one of them held while another looked is the next check's.
    assert.equal(total + (await check(replica.url)), tasks * each);
    assert.equal(await check(backend.url), 0);
    assert.deepEqual(await sent(), { sent: tasks * each, distinct: tasks * each, waiting: 0 });
  });

  it('are claimed batch by batch, and what a call does not manage in its time is the next one’s', async () => {
    const [count, clockOf] = [2 * claimBatch + 7, () => clock.now];
    await addTasks(count);
    const [logger, metrics] = [createLogger('test', 'silent'), createMetrics('test')];
    const unitOfWork = createUnitOfWork(backend.orm);
    const router = reminderCheckRoutes(createReminderCheck({ unitOfWork, clock: clockOf, metrics, maxDurationMs: 0 }));
    const server = await listen(createApp({ logger, metrics }, [router]).callback(), 0, '127.0.0.1');
    const calls = [1, 2, 3, 4].map(() => () => check(`http://127.0.0.1:${server.port}`));
    const claimed: number[] = [];
    for (const call of calls) claimed.push(await call());
    server.server.closeAllConnections();
    await server.close();
    assert.deepEqual(claimed, [claimBatch, claimBatch, 7, 0]);
    assert.deepEqual(await sent(), { sent: count, distinct: count, waiting: 0 });
  });

  it('are never sent for a task after its completion, though it is completed while they are claimed', async () => {
    await addTasks(300);
    const { body } = await ada.get('/api/tasks?limit=100');
    const ids: string[] = body.items.map(({ id }: { id: string }) => id);
    await Promise.all([
      ...ids.slice(0, 60).map((id) => ada.post(`/api/tasks/${id}/complete`)),
      check(backend.url),
      check(replica.url),
      ...ids.slice(60).map((id) => ada.post(`/api/tasks/${id}/complete`)),
    ]);
    await check(backend.url);
    const events = await backend.orm.em.execute<{ type: string; subject: string; change: string | null }[]>(
      `select event ->> 'type' as type, event ->> 'subject' as subject, event #>> '{data,change}' as change
         from outbox_event where topic = 'task-updates' and owner_id = ? order by sequence`,
      [ada.userId],
    );
    const completed = new Set<string>();
    for (const { type, subject, change } of events) {
      if (change === 'completed') completed.add(subject);
      assert.ok(type !== 'reminder.due.v1' || !completed.has(subject), 'reminded after the completion');
    }
    assert.equal(completed.size, ids.length);
    const states = await backend.orm.em.execute<{ state: string; reminded: boolean; n: number }[]>(
      `select r.state, e.id is not null as reminded, count(*)::int as n
         from reminder r join task t on t.id = r.task_id
         left join outbox_event e on e.topic = 'reminders' and e.owner_id = t.owner_id
                                 and e.event #>> '{data,reminderId}' = r.id::text
        where t.owner_id = ? group by 1, 2`,
      [ada.userId],
    );
    for (const { state, reminded } of states) assert.equal(reminded, state === 'sent', state);
    assert.ok(!states.some(({ state }) => state === 'pending'));
    assert.equal(
      states.reduce((sum, { n }) => sum + n, 0),
      300,
    );
  });
});
