import assert from 'node:assert/strict';
import { aTask } from '../../../../tests/support/frontend/a-task.ts';
import { addedTask, applyEdits } from './edit.apply.ts';
import type { Change, Edit } from './edit.ts';

const zone = 'Europe/Berlin';

describe('A task with what is on its way to the server', () => {
  const task = aTask({ title: 'Rent' });
  const edit = (change: Change): Edit => ({
    id: 'e',
    taskId: task.id,
    at: '2027-01-01T00:00:00Z',
    before: task,
    ...change,
  });

  it('has one edit done upon the other, and none of other tasks', () => {
    const edits = [
      edit({ kind: 'update', changes: { title: 'Pay rent', tags: ['Home', 'home '] } }),
      { ...edit({ kind: 'delete' }), taskId: 'another' },
      edit({ kind: 'complete' }),
    ];
    const shown = applyEdits(task, edits, zone);
    assert.deepEqual([shown?.title, shown?.tags, shown?.completed], ['Pay rent', ['home'], true]);
  });

  it('is gone once it is deleted', () => {
    assert.equal(applyEdits(task, [edit({ kind: 'delete' })], zone), null);
  });

  it('is due at the instant that the server will say', () => {
    const timed = applyEdits(
      task,
      [edit({ kind: 'update', changes: { due: { date: '2027-07-01', time: '09:00' } } })],
      zone,
    );
    const allDay = applyEdits(
      task,
      [edit({ kind: 'update', changes: { due: { date: '2027-03-28', time: null } } })],
      zone,
    );
    assert.equal(timed?.dueAt, '2027-07-01T07:00:00.000Z');
    assert.equal(allDay?.dueAt, '2027-03-28T21:59:59.999Z'); // the day on which summer time begins
  });

  it('is shown before the server knows it', () => {
    const input = { title: ' Rent ', due: { date: '2027-01-31', time: null }, reminders: [{ minutesBefore: 60 }] };
    const added = addedTask({ ...edit({ kind: 'add', input }), kind: 'add', input }, zone);
    assert.deepEqual([added.title, added.priority, added.due?.timeZone], ['Rent', 'medium', zone]);
    assert.equal(added.reminders[0]?.fireAt, '2027-01-31T07:00:00.000Z');
  });

  it('reminds at 09:00 of the day before a whole day on which summer time begins', () => {
    const changes = { due: { date: '2027-03-28', time: null }, reminders: [{ minutesBefore: 24 * 60 }] };
    const shown = applyEdits(task, [edit({ kind: 'update', changes })], zone);
    assert.equal(shown?.reminders[0]?.fireAt, '2027-03-27T08:00:00.000Z');
  });
});
