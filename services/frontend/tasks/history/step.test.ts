import assert from 'node:assert/strict';
import { aTask } from '../../../../tests/support/frontend/a-task.ts';
import type { Change } from '../edits/edit.ts';
import type { Task } from '../task.ts';
import { inverse } from './step.ts';

const before = aTask({ title: 'Rent', priority: 'low', tags: ['home'], description: 'Old' });
const undo = (change: Change, current: Task | null) =>
  inverse({ task: before, change, editId: 'edit' }, current, 'UTC');

describe('What undoes a change', () => {
  it('gives each field the value that it had, unless it has another one by now', () => {
    const change = { kind: 'update', changes: { priority: 'high', description: 'New' } } as const;
    const after = { ...before, priority: 'high', description: 'New' } as const;
    const old = { priority: 'low', description: 'Old' };
    assert.deepEqual(undo(change, after), { kind: 'update', changes: old });
    assert.deepEqual(undo(change, { ...after, description: 'Newer' }), {
      kind: 'update',
      changes: { priority: 'low' },
    });
    assert.equal(undo(change, { ...after, priority: 'urgent', description: 'Newer' }), undefined);
  });

  it('is the opposite, as long as that changes anything', () => {
    const completed = { ...before, completed: true };
    assert.deepEqual(undo({ kind: 'complete' }, completed), { kind: 'reopen' });
    assert.equal(undo({ kind: 'complete' }, before), undefined);
    assert.deepEqual(undo({ kind: 'reopen' }, before), { kind: 'complete' });
    assert.deepEqual(undo({ kind: 'add', input: { title: 'Rent' } }, before), { kind: 'delete' });
  });

  it('adds a deleted task again with all its fields and subtasks, and nothing to a task that is gone', () => {
    const reminders = [
      { id: 'a', minutesBefore: 60, fireAt: '', state: 'pending' },
      { id: 'b', at: '2027-01-01T00:00:00Z', fireAt: '', state: 'sent' },
    ] as const;
    const change = inverse(
      { task: { ...before, reminders: [...reminders] }, change: { kind: 'delete' }, editId: '' },
      null,
      'UTC',
    );
    assert.ok(change?.kind === 'add');
    const { title, priority, tags, reminders: kept } = change.input;
    assert.deepEqual([title, priority, tags, kept], ['Rent', 'low', ['home'], [{ minutesBefore: 60 }]]);
    assert.equal(undo({ kind: 'complete' }, null), undefined);
    const tree = [before, aTask({ parentId: before.id })];
    const part = { task: before, change: { kind: 'delete' }, editId: '' } as const;
    const restore = inverse(part, null, 'UTC', tree);
    assert.deepEqual(restore, { kind: 'restore', tasks: tree });
    assert.deepEqual(undo(restore, before), { kind: 'delete' });
  });
});
