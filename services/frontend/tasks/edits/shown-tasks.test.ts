import assert from 'node:assert/strict';
import { aTask } from '../../../../tests/support/frontend/a-task.ts';
import { defaultFilter, type Filter } from '../filter/query/task.filter.ts';
import type { Change } from './edit.ts';
import type { Entry } from './queue/edit.entry.ts';
import { shownTasks } from './shown-tasks.ts';

describe('A list with what is on its way to the server', () => {
  const [trip, pack, tent, other] = [aTask(), aTask(), aTask(), aTask()];
  pack.parentId = trip.id;
  tent.parentId = pack.id;
  const pages = { pages: [{ items: [tent, trip, pack, other], nextCursor: null }], pageParams: [null] };
  const shown = (change: Change, status: Filter['status'] = 'open') => {
    const edit = { id: 'e', taskId: trip.id, at: '', before: trip, ...change };
    const entry: Entry = { edit, state: 'held', version: 1 };
    const seen = { now: new Date(), timeZone: 'UTC' };
    return shownTasks(pages, [entry], { ...defaultFilter, status }, seen).map(({ id }) => id);
  };

  it('has no subtask of a task that is deleted, or that is completed where only open ones are shown', () => {
    assert.deepEqual(shown({ kind: 'delete' }), [other.id]);
    assert.deepEqual(shown({ kind: 'complete' }), [other.id]);
    assert.deepEqual(shown({ kind: 'complete' }, 'all'), [tent.id, trip.id, pack.id, other.id]);
    assert.equal(shown({ kind: 'update', changes: { priority: 'high' } }).length, 4);
  });
});
