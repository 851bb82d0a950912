import assert from 'node:assert/strict';
import { dueInstant } from '../../../../../shared/schedule/due.ts';
import { aTask } from '../../../../../tests/support/frontend/a-task.ts';
import type { Task } from '../../task.ts';
import { groupByDue, groupName } from './due.groups.ts';
import { rowsOfGroups } from './list.rows.ts';

const now = new Date('2026-11-27T23:30:00Z'); // in Berlin it is 28 November
const seen = { now, timeZone: 'Europe/Berlin', added: new Set<string>() };

function due(date: string, time: string | null = null, timeZone = 'Europe/Berlin'): Task {
  const at = { date, time, timeZone };
  return aTask({ due: at, dueAt: dueInstant(at).toISOString() });
}

const names = (tasks: Task[], isOpen = true) =>
  groupByDue(tasks, seen).map(({ key, tasks: { length } }) => {
    const { title, note } = groupName(key, '2026-11-28', 'en-GB', isOpen);
    return `${title}${note ? ` (${note})` : ''}: ${length}`;
  });

describe('The headings of a list in due order', () => {
  it('are what is overdue, days, months, and what has no date', () => {
    const dates = ['2026-11-27', '2026-11-28', '2026-11-29', '2026-12-11', '2026-12-12', '2026-12-31', '2027-01-01'];
    assert.deepEqual(names([...dates.map((date) => due(date)), due('2027-01-31'), aTask()]), [
      'Overdue: 1',
      'Today (Sat 28 Nov): 1',
      'Tomorrow (Sun 29 Nov): 1',
      'Friday (11 Dec): 1',
      'Later in December: 2',
      'January 2027: 2',
      'No date: 1',
    ]);
  });

  it('go by the day and the hour where the person is', () => {
    const tasks = [
      due('2026-11-28', '00:15'),
      due('2026-11-28', '00:45'),
      due('2026-11-27', '18:00', 'America/New_York'),
    ];
    assert.deepEqual(names(tasks), ['Overdue: 2', 'Today (Sat 28 Nov): 1']);
  });

  it('name a past due in a list with completed tasks without judging it', () => {
    assert.deepEqual(names([due('2026-11-01')], false), ['Earlier: 1']);
  });

  it('stand once each, also where an all-day due of another zone sorts behind a timed one', () => {
    const tasks = [due('2026-11-28', '08:00'), due('2026-11-27', null, 'America/Los_Angeles'), due('2026-11-28')];
    const rows = rowsOfGroups(groupByDue(tasks, seen), true);
    assert.deepEqual(
      rows.map((row) => (row.kind === 'task' ? row.place : [row.key, row.isWhole])),
      [['2026-11-28', true], 1, 2, ['past', false], 3],
    );
  });

  it('begin with tasks that were just added, and are left out where no task has a due', () => {
    const [added, other] = [aTask(), aTask()];
    const groups = groupByDue([added, other], { ...seen, added: new Set([added.id]) });
    assert.deepEqual(
      groups.map(({ key }) => key),
      ['added', 'none'],
    );
    assert.deepEqual(
      rowsOfGroups(groupByDue([added, other], seen), false).map(({ kind }) => kind),
      ['task', 'task'],
    );
  });
});
