import assert from 'node:assert/strict';
import { taskEvent } from '../../../shared/events/events.ts';
import { type Client, clientOf, request } from '../../../tests/support/api-client.ts';
import { appApiToken, useBackend } from '../../../tests/support/backend/start-backend.ts';
import { createUnitOfWork } from '../platform/unit-of-work.ts';
import { enterPhase } from './phase.service.ts';

describe('switching between the phases', () => {
  const phase5 = useBackend();
  const phase4 = useBackend(() => ({ ...phase5, eventsEnabled: false }));
  /** The same person, spoken for through either. */
  let ada: Client;
  let adaIn4: Client;

  beforeEach(async () => {
    phase5.clock.now = new Date('2026-01-10T12:00:00Z');
    ada = await phase5.register('Europe/Berlin');
    adaIn4 = clientOf(phase4.url, { token: ada.token, user: { id: ada.userId }, email: ada.email });
  });

  const rich = {
    title: 'Pay rent',
    description: 'To the landlord',
    priority: 'high',
    tags: ['home', 'money'],
    due: { date: '2026-01-31', time: '09:00' },
    recurrence: { frequency: 'monthly', count: 12 },
    reminders: [{ minutesBefore: 60 }, { at: '2026-01-30T09:00:00Z' }],
  };

  it('loses nothing of Phase 5 when its tasks are edited, completed and reopened in Phase 4', async () => {
    const { body: before } = await ada.post('/api/tasks', rich);
    const path = `/api/tasks/${before.id}`;
    const done = [
      await adaIn4.get(path),
      await adaIn4.patch(path, { title: 'Pay the rent', description: 'Today' }),
      await adaIn4.post(`${path}/complete`),
      await adaIn4.post(`${path}/reopen`),
      await adaIn4.patch(path, { completed: true }),
      await adaIn4.patch(path, { completed: false }),
    ];
    assert.deepEqual(
      done.map(({ status }) => status),
      [200, 200, 200, 200, 200, 200],
    );
    const { body: after } = await ada.get(path);
    const { updatedAt } = after;
    assert.deepEqual(after, { ...before, title: 'Pay the rent', description: 'Today', version: 6, updatedAt });
  });

  it('shows what was done in Phase 4 in Phase 5, activity included, with what a task has by default', async () => {
    const { body: task } = await adaIn4.post('/api/tasks', { title: 'Plain' });
    await adaIn4.post(`/api/tasks/${task.id}/complete`);
    const { body } = await ada.get(`/api/tasks/${task.id}`);
    const { version, completed, priority, tags, due, reminders, recurrence, seriesId } = body;
    assert.deepEqual(
      { version, completed, priority, tags, due, reminders, recurrence, seriesId },
      {
        version: 2,
        completed: true,
        priority: 'medium',
        tags: [],
        due: null,
        reminders: [],
        recurrence: null,
        seriesId: null,
      },
    );
    const activity = await ada.get(`/api/tasks/${task.id}/activity`);
    assert.deepEqual(
      activity.body.items.map(({ action }: { action: string }) => action),
      ['completed', 'created'],
    );
    const changed = await ada.patch(`/api/tasks/${task.id}`, { completed: false, priority: 'low', due: rich.due });
    assert.equal(changed.status, 200);
    const back = await adaIn4.get(`/api/tasks/${task.id}`);
    assert.deepEqual([back.body.version, back.body.completed, back.body.title], [changed.body.version, false, 'Plain']);
  });

  it('leaves events that were not yet published where they are, and Phase 4 adds none', async () => {
    const { body: task } = await ada.post('/api/tasks', { ...rich, recurrence: null });
    const events = () =>
      phase5.orm.em.execute('select id, sequence from outbox_event where owner_id = ?', [ada.userId]);
    const before = await events();
    assert.equal(before.length, 2);
    await enter(false);
    await adaIn4.post(`/api/tasks/${task.id}/complete`);
    await enter(true);
    assert.deepEqual(await events(), before);
  });

  it('publishes the completion of recurring tasks that were completed while Phase 5 was off, once', async () => {
    const titled = async (title: string) => (await ada.post('/api/tasks', { ...rich, title })).body.id as string;
    const before = await titled('Before');
    await enter(true);
    await ada.post(`/api/tasks/${before}/complete`);
    phase5.clock.now = new Date('2026-01-11T12:00:00Z');
    await enter(false);
    const [off, reopened] = [await titled('Off'), await titled('Reopened')];
    const { body: plain } = await adaIn4.post('/api/tasks', { title: 'Plain' });
    phase5.clock.now = new Date('2026-01-12T12:00:00Z');
    for (const id of [off, reopened, plain.id]) await adaIn4.post(`/api/tasks/${id}/complete`);
    await adaIn4.post(`/api/tasks/${reopened}/reopen`);
    await phase5.orm.em.execute('delete from outbox_event');
    phase5.clock.now = new Date('2026-02-20T12:00:00Z');
    await enter(true);

    const [completion, ...others] = await phase5.orm.em.execute('select topic, partition_key, event from outbox_event');
    assert.deepEqual(others, []);
    assert.deepEqual([completion?.topic, completion?.partition_key], ['task-events', off]);
    const { data } = taskEvent.parse(completion?.event);
    assert.deepEqual(
      [data.task.id, data.task.completedAt, data.previous],
      [off, '2026-01-12T12:00:00.000Z', { completed: false }],
    );
    // The recurring service asks for the successor.
    const asked = { taskId: off, completedAt: data.task.completedAt };
    const successor = await request(`${phase5.url}/internal/successors`, 'POST', asked, {
      'dapr-api-token': appApiToken,
    });
    const { body: made } = await ada.get(`/api/tasks/${successor.body.successorId}`);
    assert.deepEqual([made.title, made.due.date, made.completed], ['Off', '2026-02-28', false]);

    await phase5.orm.em.execute('delete from outbox_event');
    await enter(false);
    await enter(true);
    assert.deepEqual(await phase5.orm.em.execute('select id from outbox_event'), [], 'it has its successor');
  });

  it('cancels the reminders that fell due while Phase 5 was off, and no others', async () => {
    const at = (day: number) => ({ at: `2026-01-${day}T12:00:00.000Z` });
    await enter(true);
    const { body: task } = await ada.post('/api/tasks', {
      title: 'Reminded',
      reminders: [at(15), at(20), at(25), at(30), at(31)],
    });
    const states = async () =>
      (await ada.get(`/api/tasks/${task.id}`)).body.reminders.map(({ state }: { state: string }) => state);
    const pending = Array.from({ length: 5 }, () => 'pending');

    phase5.clock.now = new Date('2026-01-18T12:00:00Z');
    await enter(true);
    phase5.clock.now = new Date('2026-01-20T12:00:00Z');
    await enter(false);
    assert.deepEqual(await states(), pending);
    phase5.clock.now = new Date('2026-01-25T12:00:00Z');
    await enter(false);
    assert.deepEqual(await states(), pending, 'a restart of Phase 4 is no switch');
    phase5.clock.now = new Date('2026-01-30T12:00:00Z');
    await enter(true);
    assert.deepEqual(await states(), ['pending', 'cancelled', 'cancelled', 'cancelled', 'pending']);
    phase5.clock.now = new Date('2026-02-28T12:00:00Z');
    await enter(true);
    assert.deepEqual(await states(), ['pending', 'cancelled', 'cancelled', 'cancelled', 'pending']);
  });

  it('takes turns when replicas start together', async () => {
    await Promise.all([enter(true), enter(true), enter(true)]);
    const rows = await phase5.orm.em.execute('select id, phase5 from phase');
    assert.deepEqual(rows, [{ id: 1, phase5: true }]);
  });

  /** What a backend does at its start. */
  const enter = (on: boolean) =>
    createUnitOfWork(phase5.orm).transactional((tx) => enterPhase(tx, on, phase5.clock.now));
});
