import { after, does, done, each, gone, proposes, says } from './expectation.ts';
import { overdue, today, undated, work, world } from './world.ts';

const open = world.filter((task) => !('doneAt' in task)).map(({ title }) => title);
const due = (when: string) => (title: string) => `${title}: due ${when}`;
const priority = (name: string) => (title: string) => `${title}: priority ${name}`;

/** A change of a set is proposed first. */
export const sets = [
  proposes('complete all overdue tasks', ...each(done, overdue)),
  proposes('mark everything overdue as done', ...each(done, overdue)),
  proposes('complete the overdue ones', ...each(done, overdue)),
  proposes('complete all work tasks', ...each(done, work)),
  proposes('complete everything tagged work', ...each(done, work)),
  proposes('mark all #shop tasks as done', 'done Buy milk', 'done Buy eggs'),
  proposes("complete all of today's tasks", ...each(done, today)),
  proposes('complete everything due today', ...each(done, today)),
  proposes('mark all tasks due friday as done', 'done Prepare presentation', 'done Plumber'),
  proposes('complete all tasks', ...each(done, open)),
  proposes('complete everything', ...each(done, open)),
  proposes('complete all urgent tasks', 'done Prepare presentation', 'done Call Bob'),
  proposes('move all overdue tasks to today', ...each(due('24 Nov'), overdue)),
  proposes('move everything overdue to tomorrow', ...each(due('25 Nov'), overdue)),
  proposes('reschedule overdue tasks to friday', ...each(due('27 Nov'), overdue)),
  proposes('postpone all tasks due today to tomorrow', 'Call mum: due 25 Nov 18:00', 'Water the plants: due 25 Nov'),
  proposes("move today's tasks to tomorrow", 'Call mum: due 25 Nov 18:00', 'Water the plants: due 25 Nov'),
  proposes('postpone everything due friday by a week', 'Prepare presentation: due 4 Dec', 'Plumber: due 4 Dec 10:00'),
  proposes(
    'push all work tasks by 2 days',
    'Write the report: due 4 Dec 15:00',
    'Prepare presentation: due 29 Nov',
    'Order a new laptop: due 7 Dec',
    'Send invoice to Acme: due 2 Dec',
  ),
  proposes(
    'make all work tasks urgent',
    ...each(
      priority('urgent'),
      work.filter((title) => title !== 'Prepare presentation'),
    ),
  ),
  proposes('set all overdue tasks to urgent', ...each(priority('urgent'), overdue)),
  proposes('tag all overdue tasks with late', ...overdue.map((title) => `${title}: tags late`)),
  proposes('remove the tag home from all tasks tagged home', 'Pay rent: tags', 'Plumber: tags'),
  proposes('delete all completed tasks', '- Old invoice', '- File taxes', '- Fix the bike'),
  proposes('clear completed tasks', '- Old invoice', '- File taxes', '- Fix the bike'),
  proposes('remove all done tasks', '- Old invoice', '- File taxes', '- Fix the bike'),
  proposes('delete all overdue tasks', ...each(gone, overdue)),
  proposes('delete everything tagged shop', '- Buy milk', '- Buy eggs'),
  proposes('delete all tasks without a date', ...each(gone, undated)),
  proposes('delete all tasks about milk', '- Buy milk'),
  proposes('delete all my tasks', ...each(gone, open)),
  proposes(
    'complete all tasks tagged work except the report',
    ...each(
      done,
      work.filter((title) => title !== 'Write the report'),
    ),
  ),
  proposes(
    'complete everything due this week except the gym',
    ...each(done, [...today, 'Dentist', 'Prepare presentation', 'Plumber', 'Pay rent']),
  ),
  after("what's overdue", proposes('complete all', ...each(done, overdue))),
  after("what's overdue", proposes('complete them', ...each(done, overdue))),
  after("what's overdue", proposes('mark all as done', ...each(done, overdue))),
  after("what's overdue", proposes('complete all of them', ...each(done, overdue))),
  after("what's overdue", proposes('move them all to tomorrow', ...each(due('25 Nov'), overdue))),
  after("what's overdue", proposes('move them to friday', ...each(due('27 Nov'), overdue))),
  after("what's overdue", proposes('delete them', ...each(gone, overdue))),
  after("what's overdue", proposes('make them urgent', ...each(priority('urgent'), overdue))),
  after('show #work', proposes('complete the last two', 'done Write the report', 'done Prepare presentation')),
  after('show #work', proposes('complete the first two', 'done Send invoice to Acme', 'done Order a new laptop')),
  after('show #work', does('complete 2 and 4', 'done Order a new laptop', 'done Write the report')),
  after('show #work', proposes('delete 2 and 4', '- Order a new laptop', '- Write the report')),
  after(
    'show #work',
    proposes('delete the last three', '- Write the report', '- Prepare presentation', '- Order a new laptop'),
  ),
  after(
    'show #work',
    proposes('delete all but the first', '- Write the report', '- Prepare presentation', '- Order a new laptop'),
  ),
  after(
    'show #work',
    proposes('complete 1 to 3', 'done Send invoice to Acme', 'done Order a new laptop', 'done Prepare presentation'),
  ),
  after(['show #work', 'complete read'], proposes('delete all', ...each(gone, work))),
  after(
    'complete read',
    proposes(
      'delete all',
      ...each(
        gone,
        open.filter((title) => title !== 'Read'),
      ),
    ),
  ),
  after(
    'complete read',
    proposes(
      'delete everything',
      ...each(
        gone,
        open.filter((title) => title !== 'Read'),
      ),
    ),
  ),
  after('complete read', says('delete them', /not sure|which/i)),
  after('complete milk and bread', proposes('reopen them', 'open Buy milk', 'open Buy bread')),
  after('complete all overdue tasks', does('yes', ...each(done, overdue))),
  after('complete all overdue tasks', does('go ahead', ...each(done, overdue))),
  after('complete all overdue tasks', does('no')),
  after('complete all overdue tasks', does('cancel')),
  after(['complete all overdue tasks', 'list'], says('yes', /nothing to confirm/i)),
  after(['complete all overdue tasks', 'yes'], does('undo', ...overdue.map((title) => `open ${title}`))),
  after(
    ['delete all overdue tasks', 'yes'],
    does('undo', '+ Renew passport (20 Nov, high)', '+ Return library books (22 Nov)'),
  ),
  after(
    ['move all overdue tasks to friday', 'yes'],
    does('undo that', 'Renew passport: due 20 Nov', 'Return library books: due 22 Nov'),
  ),
  says('complete all tasks tagged nothing', /no task|nothing|none/i),
  says('complete all tasks in list Work', /list/i),
  says('delete everything in the Work list', /list/i),
  says('complete all tasks due blursday', /blursday/),
  says('delete all tasks except', /understand|understood/i),
];
