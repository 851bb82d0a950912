import { after, does, done, each, gone, leaves, proposes } from '../expectation.ts';
import { overdue, today, undated, work } from '../world.ts';

const buys = ['Buy milk', 'Buy bread', 'Buy eggs'];
const finished = ['Old invoice', 'File taxes', 'Fix the bike'];

export const sets = [
  proposes('move all my overdue tasks to today', ...overdue.map((title) => `${title}: due 24 Nov`)),
  proposes('reschedule everything overdue to next monday', ...overdue.map((title) => `${title}: due 30 Nov`)),
  proposes("mark all of today's tasks as done", ...each(done, today)),
  proposes("move all today's tasks to tomorrow", 'Call mum: due 25 Nov 18:00', 'Water the plants: due 25 Nov'),
  proposes('delete all my completed tasks', ...each(gone, finished)),
  proposes('clear all completed tasks from my list', ...each(gone, finished)),
  proposes('delete all tasks tagged shop', '- Buy milk', '- Buy eggs'),
  proposes(
    'set all work tasks to high priority',
    'Write the report: priority high',
    'Prepare presentation: priority high',
    'Order a new laptop: priority high',
  ),
  proposes(
    'postpone all work tasks by one week',
    'Write the report: due 9 Dec 15:00',
    'Prepare presentation: due 4 Dec',
    'Order a new laptop: due 12 Dec',
    'Send invoice to Acme: due 7 Dec',
  ),
  proposes('move everything due friday to saturday', 'Prepare presentation: due 28 Nov', 'Plumber: due 28 Nov 10:00'),
  proposes('move all tasks tagged shop to errands', 'Buy milk: list Errands', 'Buy eggs: list Errands'),
  proposes('move all my work tasks to the home office list', ...work.map((title) => `${title}: list Home office`)),
  proposes('add the tag chores to all tasks tagged home', 'Pay rent: tags home chores', 'Plumber: tags home chores'),
  proposes('complete all overdue tasks except the passport', 'done Return library books'),
  proposes('set the due date of all tasks without a date to sunday', ...undated.map((title) => `${title}: due 29 Nov`)),
  proposes('snooze all overdue tasks for 2 hours', ...overdue.map((title) => `${title}: snoozed 24 Nov 16:00`)),
  proposes('mark everything tagged shop as done', ...each(done, ['Buy milk', 'Buy eggs'])),
  proposes(
    'lower the priority of all urgent tasks to medium',
    'Prepare presentation: priority medium',
    'Call Bob: priority medium',
  ),
  proposes('remove buy milk and buy eggs from my list', '- Buy milk', '- Buy eggs'),
  does('mark buy milk, buy bread and buy eggs as done', ...each(done, buys)),
  does('move gym and the dentist to friday', 'Gym: due 27 Nov 18:00', 'Dentist: due 27 Nov 15:00'),
  does('i called mum and returned the library books', 'done Call mum', 'done Return library books'),
  after("what's overdue", proposes('move them all to tomorrow', ...overdue.map((title) => `${title}: due 25 Nov`))),
  after('show my shop tasks', proposes('delete them all', '- Buy milk', '- Buy eggs')),
  after(
    'show tasks tagged health',
    proposes('mark all of them as high priority', 'Dentist: priority high', 'Gym: priority high'),
  ),
  after(['show overdue tasks', 'mark them all as done'], does('yes', ...each(done, overdue))),
  after(['show overdue tasks', 'delete all of them'], leaves('no thanks')),
];
