import assert from 'node:assert/strict';
import { request } from '../../../../../tests/support/api-client.ts';
import { forgetActivity } from '../../../../../tests/support/backend/forget-activity.ts';
import { appApiToken, useBackend } from '../../../../../tests/support/backend/start-backend.ts';
import { useClientPerTest } from '../../../../../tests/support/use-client.ts';

describe('the successor of a recurring task', () => {
  const backend = useBackend();
  beforeEach(async () => {
    backend.clock.now = new Date('2026-01-30T12:00:00Z');
  });
  const ada = useClientPerTest(backend, 'Europe/Berlin');

  const rent = {
    title: 'Pay rent',
    description: 'Landlord',
    priority: 'high',
    tags: ['home'],
    due: { date: '2026-01-31', time: '09:00' },
    recurrence: { frequency: 'monthly' },
    reminders: [{ minutesBefore: 60 }, { at: '2026-01-31T06:00:00Z' }],
  };

  /** What the recurring service does with a `task.completed` event. */
  async function deliver(task: { id: string; completedAt: string }): Promise<string | null> {
    const { id, completedAt } = task;
    const headers = { 'dapr-api-token': appApiToken };
    const response = await request(`${backend.url}/internal/successors`, 'POST', { taskId: id, completedAt }, headers);
    assert.equal(response.status, 200);
    return response.body.successorId;
  }

  async function completed(task: object = rent) {
    const { body } = await ada.post('/api/tasks', task);
    return (await ada.post(`/api/tasks/${body.id}/complete`)).body;
  }

  const open = async () => (await ada.get('/api/tasks?status=open')).body.items;

  it('is made once, however often and from however many sides the event comes', async () => {
    const task = await completed();
    const made = await Promise.all([deliver(task), deliver(task), deliver(task)]);
    assert.equal(made.filter((id) => id !== null).length, 1);
    assert.equal(await deliver(task), null);
    const [successor, ...others] = await open();
    assert.deepEqual(others, []);
    const { title, description, priority, tags, due, recurrence, seriesId, occurrence, reminders } = successor;
    assert.deepEqual(
      { title, description, priority, tags, due, recurrence, seriesId, occurrence },
      {
        title: 'Pay rent',
        description: 'Landlord',
        priority: 'high',
        tags: ['home'],
        occurrence: 2,
        due: { date: '2026-02-28', time: '09:00', timeZone: 'Europe/Berlin' },
        recurrence: task.recurrence,
        seriesId: task.seriesId,
      },
    );
    assert.deepEqual(
      reminders.map((reminder: { fireAt: string; state: string }) => [reminder.fireAt, reminder.state]),
      [['2026-02-28T07:00:00.000Z', 'pending']],
    );
    const activity = (await ada.get(`/api/tasks/${successor.id}/activity`)).body.items;
    assert.deepEqual(
      activity.map((row: { actor: string }) => row.actor),
      ['recurring'],
    );
  });

  it('does not drift: after February comes the 31st of March again', async () => {
    await deliver(await completed());
    const [february] = await open();
    backend.clock.now = new Date('2026-02-28T12:00:00Z');
    await deliver((await ada.post(`/api/tasks/${february.id}/complete`)).body);
    const [march] = await open();
    assert.equal(march.due.date, '2026-03-31');
    assert.equal(march.occurrence, 3);
  });

  it('lies after the time it is made, however late its event comes', async () => {
    const task = await completed();
    backend.clock.now = new Date('2026-04-15T12:00:00Z');
    await deliver(task);
    const [successor] = await open();
    assert.deepEqual([successor.due.date, successor.occurrence], ['2026-04-30', 4]);
  });

  it('is not made for a task that was reopened meanwhile, nor for an earlier completion of it', async () => {
    const first = await completed();
    await ada.post(`/api/tasks/${first.id}/reopen`);
    assert.equal(await deliver(first), null);
    backend.clock.now = new Date('2026-01-30T13:00:00Z');
    const again = (await ada.post(`/api/tasks/${first.id}/complete`)).body;
    assert.equal(await deliver(first), null);
    assert.notEqual(await deliver(again), null);
  });

  it('goes with reopening while it is untouched, and is made anew by the next completion', async () => {
    const task = await completed();
    const first = await deliver(task);
    await ada.post(`/api/tasks/${task.id}/reopen`);
    assert.deepEqual(
      (await open()).map(({ id }: { id: string }) => id),
      [task.id],
    );
    backend.clock.now = new Date('2026-01-30T13:00:00Z');
    const second = await deliver((await ada.post(`/api/tasks/${task.id}/complete`)).body);
    assert.notEqual(second, null);
    assert.notEqual(second, first);
    assert.equal((await open()).length, 1);
  });

  it('stays with reopening when its activity is no longer kept, which would tell whether a person has edited it', async () => {
    const task = await completed();
    const successorId = await deliver(task);
    await forgetActivity(backend.database.ownerUrl, successorId!);
    await ada.post(`/api/tasks/${task.id}/reopen`);
    assert.deepEqual(new Set((await open()).map(({ id }: { id: string }) => id)), new Set([task.id, successorId]));
  });

  it('stays with reopening when a person has edited it, and completing again makes no second one', async () => {
    const task = await completed();
    const successorId = await deliver(task);
    await ada.patch(`/api/tasks/${successorId}`, { title: 'Pay more rent' });
    await ada.post(`/api/tasks/${task.id}/reopen`);
    backend.clock.now = new Date('2026-01-30T13:00:00Z');
    assert.equal(await deliver((await ada.post(`/api/tasks/${task.id}/complete`)).body), null);
    assert.deepEqual(
      (await open()).map(({ id }: { id: string }) => id),
      [successorId],
    );
  });

  it('is not made again when a person has deleted it', async () => {
    const task = await completed();
    await ada.delete(`/api/tasks/${await deliver(task)}`);
    assert.equal(await deliver(task), null);
    await ada.post(`/api/tasks/${task.id}/reopen`);
    backend.clock.now = new Date('2026-01-30T13:00:00Z');
    assert.equal(await deliver((await ada.post(`/api/tasks/${task.id}/complete`)).body), null);
  });

  it('does not exist for tasks that do not recur, are deleted, or whose series has ended', async () => {
    assert.equal(await deliver(await completed({ title: 'Once' })), null);
    assert.equal(await deliver(await completed({ ...rent, recurrence: { frequency: 'daily', count: 1 } })), null);
    const gone = await completed();
    await ada.delete(`/api/tasks/${gone.id}`);
    assert.equal(await deliver(gone), null);
  });
});
