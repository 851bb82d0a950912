import assert from 'node:assert/strict';
import { defaultFilter, type Filter } from '../filter/query/task.filter.ts';
import { inView } from './view.task.ts';

const reader = { now: new Date('2027-01-31T23:30:00Z'), timeZone: 'Europe/Berlin' }; // there it is 1 February
const added = (filter: Partial<Filter>, task = {}) => {
  const { title, ...rest } = inView({ title: 'New', ...task }, { ...defaultFilter, ...filter }, reader);
  return rest;
};
const allDay = (date: string) => ({ due: { date, time: null, timeZone: 'Europe/Berlin' } });

describe('A task that is added in a view', () => {
  it('is as it was typed where the view asks for nothing', () => {
    for (const status of ['open', 'all', 'completed', 'overdue'] as const) assert.deepEqual(added({ status }), {});
  });

  it('is due on the first day of the view that is not over, in the person’s zone', () => {
    assert.deepEqual(added({ status: 'today' }), allDay('2027-02-01'));
    assert.deepEqual(added({ dueFrom: '2027-02-10' }), allDay('2027-02-10'));
    assert.deepEqual(added({ dueFrom: '2027-01-10', dueTo: '2027-02-10' }), allDay('2027-02-01'));
    assert.deepEqual(added({ dueTo: '2027-02-10' }), allDay('2027-02-01'));
    assert.deepEqual(added({ dueTo: '2027-01-31' }), {});
  });

  it('is in the list that is shown, unless its text names another', () => {
    const [work, home] = ['0198c6a5-30a4-7b0e-8f3e-2d8f60f2f5b8', '0198c6a5-30a4-7b0e-8f3e-2d8f60f2f5b9'];
    assert.deepEqual(added({ list: work }), { listId: work });
    assert.deepEqual(added({ list: work }, { listId: home }), { listId: home });
    assert.deepEqual(added({ list: 'inbox' }), {});
  });

  it('has all tags that are filtered by', () => {
    assert.deepEqual(added({ tags: ['home', 'garden'], notTags: ['work'] }), { tags: ['home', 'garden'] });
    assert.deepEqual(added({ tags: ['home'] }, { tags: ['diy', 'home'] }), { tags: ['diy', 'home'] });
  });

  it('has a priority that is filtered by: the usual one, or else the least urgent', () => {
    assert.deepEqual(added({ priorities: ['high'] }), { priority: 'high' });
    assert.deepEqual(added({ priorities: ['urgent', 'high'] }), { priority: 'high' });
    assert.deepEqual(added({ priorities: ['urgent', 'medium', 'low'] }), {});
  });

  it('keeps what its text says', () => {
    const said = { due: { date: '2027-03-01', time: '09:00' }, priority: 'low' };
    assert.deepEqual(added({ status: 'today', priorities: ['high'] }, said), said);
  });
});
