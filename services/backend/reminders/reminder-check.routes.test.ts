import assert from 'node:assert/strict';
import type { OutboxEvent } from '../../../shared/entities/index.ts';
import type { ReminderEvent } from '../../../shared/events/events.ts';
import { request } from '../../../tests/support/api-client.ts';
import { appApiToken, useBackend } from '../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../tests/support/use-client.ts';
import type { Added } from '../platform/unit-of-work.ts';

describe('the reminder check', () => {
  let added: Readonly<Added>;
  const backend = useBackend({
    onCommit: (committed) => {
      added = committed;
    },
  });
  beforeEach(async () => {
    await backend.orm.em.execute('delete from task');
    backend.clock.now = new Date('2026-05-01T00:00:00Z');
  });
  const ada = useClientPerTest(backend, 'Europe/Berlin');

  const check = async (): Promise<number> => {
    const response = await request(`${backend.url}/reminder-check`, 'POST', {}, { 'dapr-api-token': appApiToken });
    assert.equal(response.status, 200);
    return response.body.claimed;
  };
  const noon = { due: { date: '2026-05-01', time: '12:00' } }; // 10:00 UTC
  const add = async (task: object) => (await ada.post('/api/tasks', { title: 'Call mum', ...task })).body;
  const goTo = (instant: string) => {
    backend.clock.now = new Date(instant);
  };
  const sentEvents = (taskId: string) =>
    backend.orm.em.execute<OutboxEvent[]>(
      `select topic, event from outbox_event where event ->> 'type' = 'reminder.due.v1' and event ->> 'subject' = ?`,
      [taskId],
    );

  it('sends a reminder once, at or after its time, however late it is', async () => {
    const task = await add({ ...noon, reminders: [{ minutesBefore: 30 }] });
    goTo('2026-05-01T09:29:59Z');
    assert.equal(await check(), 0);
    goTo('2026-05-03T00:00:00Z');
    assert.equal(await check(), 1);
    assert.equal(await check(), 0);
    const events = await sentEvents(task.id);
    assert.deepEqual(events.map(({ topic }) => topic).sort(), ['reminders', 'task-updates']);
    for (const { event } of events) assert.deepEqual((event as ReminderEvent).data.due, task.due);
    const { body } = await ada.get(`/api/tasks/${task.id}`);
    assert.equal(body.reminders[0].state, 'sent');
    assert.equal(body.version, 2);
    const [row] = (await ada.get(`/api/tasks/${task.id}/activity`)).body.items;
    const reminder = { minutesBefore: 30, fireAt: '2026-05-01T09:30:00.000Z' };
    assert.deepEqual(
      [row.action, row.actor, row.changes],
      [
        'reminded',
        'reminder',
        { reminders: { from: [{ ...reminder, state: 'pending' }], to: [{ ...reminder, state: 'sent' }] } },
      ],
    );
  });

  it('sends none for a task that is completed or deleted', async () => {
    const done = await add({ ...noon, reminders: [{ minutesBefore: 0 }] });
    const gone = await add({ ...noon, reminders: [{ minutesBefore: 0 }] });
    await ada.post(`/api/tasks/${done.id}/complete`);
    await ada.delete(`/api/tasks/${gone.id}`);
    goTo('2026-05-01T11:00:00Z');
    assert.equal(await check(), 0);
    assert.equal((await ada.post(`/api/tasks/${done.id}/reopen`)).body.reminders[0].state, 'cancelled');
    assert.equal(await check(), 0);
  });

  it('brings a reminder back when its task is reopened in time', async () => {
    const task = await add({ ...noon, reminders: [{ minutesBefore: 0 }] });
    await ada.post(`/api/tasks/${task.id}/complete`);
    await ada.post(`/api/tasks/${task.id}/reopen`);
    goTo('2026-05-01T10:00:00Z');
    assert.equal(await check(), 1);
  });

  it('follows a due that moves: relative reminders move along, absolute ones stay', async () => {
    const task = await add({ ...noon, reminders: [{ minutesBefore: 60 }, { at: '2026-05-01T08:00:00Z' }] });
    await ada.patch(`/api/tasks/${task.id}`, { due: { date: '2026-05-02', time: '12:00' } });
    goTo('2026-05-01T10:00:00Z');
    assert.equal(await check(), 1);
    goTo('2026-05-02T09:00:00Z');
    assert.equal(await check(), 1);
    await ada.patch(`/api/tasks/${task.id}`, { due: { date: '2026-05-03', time: '12:00' } });
    goTo('2026-05-03T09:00:00Z');
    assert.equal(await check(), 1, 'a reminder that was sent for the old due is sent for the new one');
  });

  it('counts reminders of an all-day due from 09:00 of that day', async () => {
    const task = await add({ due: { date: '2026-05-01' }, reminders: [{ minutesBefore: 15 }] });
    assert.equal(task.reminders[0].fireAt, '2026-05-01T06:45:00.000Z');
  });

  it('sends each of several reminders at its own time, and all that are late at once', async () => {
    const reminders = [{ minutesBefore: 60 }, { minutesBefore: 30 }, { minutesBefore: 0 }];
    const task = await add({ ...noon, reminders });
    goTo('2026-05-01T09:00:00Z');
    assert.equal(await check(), 1);
    goTo('2026-05-01T12:00:00Z');
    assert.equal(await check(), 2);
    const { body } = await ada.get(`/api/tasks/${task.id}`);
    assert.deepEqual(
      [body.version, ...body.reminders.map(({ state }: { state: string }) => state)],
      [3, 'sent', 'sent', 'sent'],
    );
    const events = await sentEvents(task.id);
    assert.equal(events.filter(({ topic }) => topic === 'reminders').length, 3);
  });

  it('is told by each commit when the next reminder of its tasks is due, and finds the next of all in the database', async () => {
    const { reminderCheck } = backend;
    const at = (instant: string) => new Date(instant).getTime();
    const task = await add({ ...noon, reminders: [{ minutesBefore: 30 }, { minutesBefore: 60 }] });
    assert.equal(added.nextReminder, at('2026-05-01T09:00:00Z'));
    await add({ title: 'Without any' });
    assert.equal(added.nextReminder, Number.POSITIVE_INFINITY);
    assert.equal(await reminderCheck.next(), at('2026-05-01T09:00:00Z'));
    goTo('2026-05-01T09:00:00Z');
    await check();
    assert.equal(await reminderCheck.next(), at('2026-05-01T09:30:00Z'));
    await ada.post(`/api/tasks/${task.id}/snooze`, { until: '2026-05-01T09:10:00Z' });
    assert.equal(added.nextReminder, at('2026-05-01T09:10:00Z'));
    assert.equal(await reminderCheck.next(), at('2026-05-01T09:10:00Z'));
    await ada.post(`/api/tasks/${task.id}/complete`);
    assert.equal(await reminderCheck.next(), Number.POSITIVE_INFINITY);
  });

  it('leaves a task that is being changed to the next check, and does not wait for it', async () => {
    const task = await add({ ...noon, reminders: [{ minutesBefore: 0 }] });
    goTo('2026-05-01T10:00:00Z');
    await backend.orm.em.fork().transactional(async (editor) => {
      await editor.execute('select from task where id = ? for update', [task.id]);
      assert.equal(await check(), 0);
    });
    assert.equal(await check(), 1);
  });
});
