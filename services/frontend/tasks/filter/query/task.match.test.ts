import assert from 'node:assert/strict';
import { dueInstant } from '../../../../../shared/schedule/due.ts';
import { aTask } from '../../../../../tests/support/frontend/a-task.ts';
import type { Task } from '../../task.ts';
import { defaultFilter, type Filter } from './task.filter.ts';
import { comparator, matches } from './task.match.ts';

const seen = { now: new Date('2027-01-31T23:30:00Z'), timeZone: 'Europe/Berlin' }; // there it is 1 February
const fits = (task: Task, filter: Partial<Filter>) => matches(task, { ...defaultFilter, ...filter }, seen);

describe('Whether a changed task belongs to a list', () => {
  it('follows the view', () => {
    const [open, done] = [aTask(), aTask({ completed: true })];
    const views = ['open', 'completed', 'all'] as const;
    assert.deepEqual(
      views.map((status) => fits(open, { status })),
      [true, false, true],
    );
    assert.deepEqual(
      views.map((status) => fits(done, { status })),
      [false, true, true],
    );
  });

  it('goes by the day in the zone of the person', () => {
    const dueAt = '2027-02-01T10:00:00Z';
    assert.equal(fits(aTask({ dueAt }), { status: 'today' }), true);
    assert.equal(fits(aTask({ dueAt: '2027-02-01T23:00:00Z' }), { status: 'today' }), false);
    assert.equal(fits(aTask({ dueAt, completed: true }), { status: 'today' }), false);
  });

  it('has in "Today" also what is overdue, and in "Upcoming" what is due from tomorrow on', () => {
    const tasks = ['2027-01-01', '2027-02-01', '2027-02-02'].map((day) => aTask({ dueAt: `${day}T10:00:00Z` }));
    const views = (['today', 'upcoming'] as const).map((status) => tasks.map((task) => fits(task, { status })));
    assert.deepEqual(views, [
      [true, true, false],
      [false, false, true],
    ]);
    assert.equal(fits(aTask(), { status: 'upcoming' }), false);
  });

  it('asks for the list, and leaves out archived ones where it asks for none', () => {
    const [work, home] = [aTask({ listId: 'work' }), aTask({ listId: 'home' })];
    const archivedLists = new Set(['home']);
    const all = (list: string) =>
      [work, home, aTask()].map((task) => matches(task, { ...defaultFilter, list }, { ...seen, archivedLists }));
    assert.deepEqual(
      [all('work'), all('home'), all('inbox'), all('')],
      [
        [true, false, false],
        [false, true, false],
        [false, false, true],
        [true, false, true],
      ],
    );
  });

  it('takes for overdue what is open and past', () => {
    assert.equal(fits(aTask({ dueAt: '2027-01-31T23:29:59Z' }), { status: 'overdue' }), true);
    assert.equal(fits(aTask({ dueAt: '2027-01-31T23:30:01Z' }), { status: 'overdue' }), false);
    assert.equal(fits(aTask(), { status: 'overdue' }), false);
  });

  it('compares an all-day due with the day where the person is now, whatever zone it was made in', () => {
    const allDay = (date: string, timeZone: string) => {
      const due = { date, time: null, timeZone };
      return aTask({ due, dueAt: dueInstant(due).toISOString() });
    };
    const [past, present] = [
      allDay('2027-01-31', 'America/Los_Angeles'), // ends there at 09:00 of 1 February in Berlin
      allDay('2027-02-01', 'Pacific/Auckland'), // ends there at 12:00 of 1 February in Berlin
    ];
    const late = { ...seen, now: new Date('2027-02-01T22:00:00Z') };
    for (const at of [seen, late]) {
      const views = (task: Task) => [
        matches(task, { ...defaultFilter, status: 'today' }, at),
        matches(task, { ...defaultFilter, status: 'overdue' }, at),
        matches(task, { ...defaultFilter, dueFrom: '2027-02-01', dueTo: '2027-02-01' }, at),
      ];
      assert.deepEqual(views(past), [true, true, false]);
      assert.deepEqual(views(present), [true, false, true]);
    }
  });

  it('asks for all tags, for none of those not wanted, and for any of the priorities', () => {
    const task = aTask({ tags: ['home', 'garden'], priority: 'high' });
    assert.equal(fits(task, { tags: ['home', 'garden'] }), true);
    assert.equal(fits(task, { tags: ['home', 'work'] }), false);
    assert.equal(fits(task, { notTags: ['garden'] }), false);
    assert.equal(fits(task, { priorities: ['low', 'high'] }), true);
    assert.equal(fits(task, { priorities: ['low'] }), false);
  });

  it('counts both ends of a range of days, and nothing without a due', () => {
    const filter = { dueFrom: '2027-02-01', dueTo: '2027-02-02' };
    assert.equal(fits(aTask({ dueAt: '2027-01-31T23:00:00Z' }), filter), true);
    assert.equal(fits(aTask({ dueAt: '2027-02-02T22:59:59Z' }), filter), true);
    assert.equal(fits(aTask({ dueAt: '2027-02-02T23:00:00Z' }), filter), false);
    assert.equal(fits(aTask(), filter), false);
  });
});

describe('The place of a task', () => {
  it('has no due last in both orders', () => {
    const [none, early, late] = [
      aTask(),
      aTask({ dueAt: '2027-01-01T00:00:00Z' }),
      aTask({ dueAt: '2027-01-02T00:00:00Z' }),
    ];
    const tasks = [none, late, early];
    assert.deepEqual(tasks.toSorted(comparator({ sort: 'due', order: 'asc' })), [early, late, none]);
    assert.deepEqual(tasks.toSorted(comparator({ sort: 'due', order: 'desc' })), [late, early, none]);
  });

  it('goes by rank of priority, and by title whatever its case', () => {
    const [a, b] = [aTask({ title: 'alpha', priority: 'low' }), aTask({ title: 'Beta', priority: 'urgent' })];
    assert.deepEqual([a, b].toSorted(comparator({ sort: 'priority', order: 'desc' })), [b, a]);
    assert.deepEqual([b, a].toSorted(comparator({ sort: 'title', order: 'asc' })), [a, b]);
  });

  it('goes by the numbers in titles, as the server has it', () => {
    const inOrder = [
      'Task',
      'task 1',
      'Task 1a',
      'TASK 2',
      'Täsk 3',
      'task 10',
      'Task 10.9',
      'Task 10.10',
      'Task 100',
      'tasks',
    ];
    const tasks = inOrder.toSorted().map((title) => aTask({ title }));
    const titles = (order: 'asc' | 'desc') =>
      tasks.toSorted(comparator({ sort: 'title', order })).map(({ title }) => title);
    assert.deepEqual(titles('asc'), inOrder);
    assert.deepEqual(titles('desc'), inOrder.toReversed());
  });

  it('goes by priority where the due is the same, the most urgent first in both orders', () => {
    const dueAt = '2027-01-01T00:00:00Z';
    for (const due of [{ dueAt }, {}]) {
      const [low, urgent, high] = (['low', 'urgent', 'high'] as const).map((priority) => aTask({ ...due, priority }));
      for (const order of ['asc', 'desc'] as const) {
        const sorted = [low!, urgent!, high!].toSorted(comparator({ sort: 'due', order }));
        assert.deepEqual(sorted, [urgent, high, low]);
      }
    }
  });
});
