import { after, does, done, each, gone, proposes } from '../expectation.ts';
import { overdue, today, undated, work, world } from '../world.ts';

const due = (when: string) => (title: string) => `${title}: due ${when}`;
const finished = ['Old invoice', 'File taxes', 'Fix the bike'];
const open = world.map(({ title }) => title).filter((title) => !finished.includes(title));

export const sets = [
  proposes('wipe all the completed stuff', ...each(gone, finished)),
  proposes('clean up finished tasks', ...each(gone, finished)),
  proposes('purge done items', ...each(gone, finished)),
  proposes('clear my whole list', ...each(gone, open)),
  proposes('everything for today is done', ...each(done, today)),
  proposes('I finished everything for today', ...each(done, today)),
  proposes('I did all the overdue ones', ...each(done, overdue)),
  proposes('all work tasks are done', ...each(done, work)),
  proposes("move tomorrow's tasks to thursday", 'Dentist: due 26 Nov 15:00'),
  proposes("shift friday's tasks to saturday", 'Prepare presentation: due 28 Nov', 'Plumber: due 28 Nov 10:00'),
  proposes('push my overdue stuff to the weekend', ...each(due('28 Nov'), overdue)),
  proposes('bring everything overdue to today', ...each(due('24 Nov'), overdue)),
  proposes('reschedule all late tasks for tomorrow', ...each(due('25 Nov'), overdue)),
  proposes('postpone everything for tomorrow by one day', 'Dentist: due 26 Nov 15:00'),
  proposes('make everything due friday high priority', 'Prepare presentation: priority high', 'Plumber: priority high'),
  proposes(
    'lower all high priority tasks to medium',
    'Pay rent: priority medium',
    'Renew passport: priority medium',
    'Send invoice to Acme: priority medium',
  ),
  proposes(
    'tag every undated task with someday',
    ...undated.map((title) => `${title}: tags ${/milk|eggs/.test(title) ? 'shop ' : ''}someday`),
  ),
  proposes('delete the overdue ones', ...each(gone, overdue)),
  proposes('delete every task with the tag shop', '- Buy milk', '- Buy eggs'),
  proposes('remove everything without a due date', ...each(gone, undated)),
  proposes('throw out all low priority stuff', '- Clean the garage'),
  proposes('get rid of all the finished ones', ...each(gone, finished)),
  proposes('reopen everything I completed today', 'open File taxes', 'open Fix the bike'),
  proposes('uncheck all completed tasks', ...finished.map((title) => `open ${title}`)),
  proposes(
    'complete all tasks but the gym and the dentist',
    ...each(
      done,
      open.filter((title) => title !== 'Gym' && title !== 'Dentist'),
    ),
  ),
  after(
    'show #work',
    proposes(
      'complete all but the last',
      'done Send invoice to Acme',
      'done Order a new laptop',
      'done Prepare presentation',
    ),
  ),
  after(
    'show #work',
    proposes('move the first two to friday', 'Send invoice to Acme: due 27 Nov', 'Order a new laptop: due 27 Nov'),
  ),
  after('show #work', proposes('all of those are done', ...each(done, work))),
  after('show #shop', proposes('both are done', 'done Buy milk', 'done Buy eggs')),
  after('show #home', proposes('delete all of those', '- Plumber', '- Pay rent')),
  after('show #home', proposes('push both by a day', 'Plumber: due 28 Nov 10:00', 'Pay rent: due 30 Nov')),
  after("what's overdue", proposes('reschedule them for tomorrow morning', ...each(due('25 Nov 09:00'), overdue))),
  after('complete all overdue tasks', does('do it', ...each(done, overdue))),
  after('complete all overdue tasks', does('yep', ...each(done, overdue))),
  after('complete all overdue tasks', does('not now')),
  after('delete rent', does('yes delete it', '- Pay rent')),
  after('delete rent', does('no keep it')),
  after('delete rent', does('forget it')),
  after(['delete all overdue tasks', 'yes'], does('restore them', ...overdueBack())),
  proposes('delete my completed tasks from yesterday', '- Old invoice'),
  proposes('toss the garage task', '- Clean the garage'),
  proposes('bin the party', '- Plan the party'),
  proposes("I don't have to call Bob anymore", '- Call Bob'),
  proposes('the party is cancelled', '- Plan the party'),
  proposes('forget the gym', '- Gym'),
  proposes('can you take bread off', '- Buy bread'),
  proposes('delete the one about Rome', '- Book flights to Rome'),
  after("what's overdue", proposes('delete task number 2', '- Return library books')),
];

function overdueBack(): string[] {
  return ['+ Renew passport (20 Nov, high)', '+ Return library books (22 Nov)'];
}
