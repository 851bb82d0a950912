import { after, does, done, each, gone, leaves, proposes } from '../expectation.ts';
import { overdue, undated, work, world } from '../world.ts';

const due = (when: string) => (title: string) => `${title}: due ${when}`;
const finished = ['Old invoice', 'File taxes', 'Fix the bike'];
const openTitles = world.map(({ title }) => title).filter((title) => !finished.includes(title));

export const sets = [
  proposes('complete my shop tasks', 'done Buy milk', 'done Buy eggs'),
  proposes('mark overdue as done', ...each(done, overdue)),
  proposes('please move whatever is overdue to tomorrow', ...each(due('25 Nov'), overdue)),
  proposes('everything tagged home is urgent now', 'Plumber: priority urgent', 'Pay rent: priority urgent'),
  proposes(
    'delete all but the rent',
    ...each(
      gone,
      openTitles.filter((title) => title !== 'Pay rent'),
    ),
  ),
  proposes('shift everything from today to tomorrow', 'Call mum: due 25 Nov 18:00', 'Water the plants: due 25 Nov'),
  proposes(
    'push all tasks due this week by one week',
    'Call mum: due 1 Dec 18:00',
    'Dentist: due 2 Dec 15:00',
    'Water the plants: due 1 Dec',
    'Gym: due 3 Dec 18:00',
    'Prepare presentation: due 4 Dec',
    'Plumber: due 4 Dec 10:00',
    'Pay rent: due 6 Dec',
  ),
  proposes('untag all health tasks', 'Dentist: tags', 'Gym: tags'),
  proposes('remove the tag work from all work tasks', ...work.map((title) => `${title}: tags`)),
  proposes(
    'set all undated tasks to low priority',
    ...undated.filter((title) => title !== 'Clean the garage').map((title) => `${title}: priority low`),
  ),
  proposes('delete the done ones', ...each(gone, finished)),
  proposes('remove checked items', ...each(gone, finished)),
  proposes('clear completed', ...each(gone, finished)),
  does('mark buy milk, bread and eggs complete', 'done Buy milk', 'done Buy bread', 'done Buy eggs'),
  proposes('delete milk, bread and eggs', '- Buy milk', '- Buy bread', '- Buy eggs'),
  proposes('snooze all overdue tasks until tomorrow 9am', ...overdue.map((title) => `${title}: snoozed 25 Nov 09:00`)),
  proposes('tag the urgent ones as now', 'Prepare presentation: tags work now', 'Call Bob: tags now'),
  after(
    'show #work',
    does('the first and the third are done', 'done Send invoice to Acme', 'done Prepare presentation'),
  ),
  after(
    'show #work',
    proposes('delete 2 through 4', '- Order a new laptop', '- Prepare presentation', '- Write the report'),
  ),
  after("what's overdue", leaves("don't move them")),
  leaves('complete everything except work'),
  leaves('delete 100 tasks'),
  leaves('complete 5 tasks'),
  after('show #work', leaves('complete 7')),
  leaves('complete 3'),
  leaves('move 2 to friday'),
  leaves('delete the last'),
];
