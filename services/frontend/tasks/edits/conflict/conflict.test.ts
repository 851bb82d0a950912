import assert from 'node:assert/strict';
import { aTask } from '../../../../../tests/support/frontend/a-task.ts';
import { mergeChanges, sameContent } from './conflict.ts';

describe('Changes to a task that was changed elsewhere, too', () => {
  const before = aTask({ title: 'Rent', description: '', priority: 'low', tags: ['home'] });

  it('go together where they touch different fields', () => {
    const theirs = { ...before, version: 2, description: 'by bank' };
    assert.deepEqual(mergeChanges({ title: 'Pay rent' }, before, theirs), {
      clean: { title: 'Pay rent' },
      conflicts: [],
    });
  });

  it('contradict each other where both touch the same field', () => {
    const theirs = { ...before, version: 2, title: 'Theirs' };
    assert.deepEqual(mergeChanges({ title: 'Mine', priority: 'high' }, before, theirs), {
      clean: { priority: 'high' },
      conflicts: [{ field: 'title', mine: 'Mine', theirs: 'Theirs' }],
    });
  });

  it('go together where each added and removed tags', () => {
    const base = { ...before, tags: ['home', 'old', 'kept'] };
    const theirs = { ...base, version: 2, tags: ['old', 'kept', 'theirs'] };
    assert.deepEqual(mergeChanges({ tags: ['home', 'kept', 'mine'] }, base, theirs), {
      clean: { tags: ['kept', 'theirs', 'mine'] },
      conflicts: [],
    });
  });

  it('contradict each other where each moved the due to another zone', () => {
    const due = { date: '2027-01-31', time: '09:00', timeZone: 'Europe/Berlin' };
    const base = { ...before, due };
    const theirs = { ...base, version: 2, due: { ...due, timeZone: 'Asia/Tokyo' } };
    const mine = { ...due, timeZone: 'Europe/Paris' };
    assert.deepEqual(mergeChanges({ due: mine }, base, theirs).conflicts, [{ field: 'due', mine, theirs: theirs.due }]);
  });

  it('are done already where both came to the same', () => {
    const due = { date: '2027-01-31', time: null, timeZone: 'Europe/Berlin' };
    const theirs = {
      ...before,
      version: 2,
      title: 'Pay rent',
      tags: ['a', 'b'],
      due,
      reminders: [{ id: 'x', minutesBefore: 60, fireAt: '2027-01-31T07:00:00Z', state: 'pending' as const }],
    };
    const mine = {
      title: ' Pay rent ',
      tags: ['B', 'a'],
      due: { date: due.date, time: null },
      reminders: [{ minutesBefore: 60 }],
    };
    assert.deepEqual(mergeChanges(mine, before, theirs), { clean: {}, conflicts: [] });
  });

  it('do not contradict what only moved the version', () => {
    assert.equal(sameContent(before, { ...before, version: 9, updatedAt: '2028-01-01T00:00:00Z' }), true);
    assert.equal(sameContent(before, { ...before, completed: true }), false);
  });
});
