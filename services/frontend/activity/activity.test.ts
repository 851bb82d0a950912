import assert from 'node:assert/strict';
import { aTask } from '../../../tests/support/frontend/a-task.ts';
import { byDay } from './activity.days.ts';
import type { AccountActivity } from './activity.queries.ts';
import { isUndoable, takingBack } from './activity.undo.ts';

const one = (changes: Partial<AccountActivity>): AccountActivity => ({
  id: '1',
  taskId: 'a',
  title: 'Rent',
  action: 'updated',
  actor: 'user',
  changes: {},
  at: '2027-01-30T12:00:00Z',
  ...changes,
});

describe('The activity of an account', () => {
  it('is grouped by the days of the person, all of it or one kind', () => {
    const items = [
      one({ action: 'completed', at: '2027-01-30T23:30:00Z' }),
      one({ at: '2027-01-30T22:30:00Z' }),
      one({ action: 'completed', at: '2027-01-29T23:30:00Z' }),
    ];
    const days = (kind: 'all' | 'completed') =>
      byDay(items, kind, 'Europe/Berlin').map(({ date, items: { length } }) => [date, length]);
    assert.deepEqual(days('all'), [
      ['2027-01-31', 1],
      ['2027-01-30', 2],
    ]);
    assert.deepEqual(days('completed'), [
      ['2027-01-31', 1],
      ['2027-01-30', 1],
    ]);
  });

  it('is taken back as far as nothing has changed since', () => {
    const task = aTask({ priority: 'high', title: 'New' });
    const changes = { priority: { from: 'low', to: 'high' }, title: { from: 'Old', to: 'Newer' } };
    assert.deepEqual(takingBack(one({ changes }), task), { changes: { priority: 'low' } });
    assert.equal(takingBack(one({ changes: { title: changes.title } }), task), undefined);
    assert.equal(takingBack(one({ action: 'completed' }), task), undefined);
    assert.equal(takingBack(one({ action: 'completed' }), { ...task, completed: true }), 'reopen');
    assert.equal(takingBack(one({ action: 'reopened' }), task), 'complete');
  });

  it('is offered to be taken back where that is possible', () => {
    assert.ok(isUndoable(one({ action: 'completed' })));
    assert.ok(isUndoable(one({ changes: { due: { from: null, to: null } } })));
    for (const action of ['created', 'deleted', 'reminded'] as const) assert.ok(!isUndoable(one({ action })));
    assert.ok(!isUndoable(one({ changes: { snoozedUntil: { from: null, to: 'x' } } })));
  });
});
