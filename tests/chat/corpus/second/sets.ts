import { after, does, done, each, gone, leaves, proposes } from '../expectation.ts';
import { overdue, undated, work } from '../world.ts';

const buys = ['Buy milk', 'Buy bread', 'Buy eggs'];

export const sets = [
  proposes('bump every last overdue thing to Thursday', ...overdue.map((title) => `${title}: due 26 Nov`)),
  proposes('anything with buy in the title goes to Errands', ...buys.map((title) => `${title}: list Errands`)),
  proposes('delete everything tagged health except the gym', '- Dentist'),
  proposes(
    'mark all work tasks as urgent apart from the laptop',
    'Write the report: priority urgent',
    'Send invoice to Acme: priority urgent',
  ),
  proposes('wipe the dates off all work tasks', ...work.map((title) => `${title}: no due`)),
  proposes('clear out what I have completed', '- Old invoice', '- File taxes', '- Fix the bike'),
  proposes("slide all of Friday's tasks to Saturday", 'Prepare presentation: due 28 Nov', 'Plumber: due 28 Nov 10:00'),
  proposes(
    'everything with high priority becomes urgent',
    'Pay rent: priority urgent',
    'Renew passport: priority urgent',
    'Send invoice to Acme: priority urgent',
  ),
  proposes('label all overdue tasks with late', ...overdue.map((title) => `${title}: tags late`)),
  proposes('file whatever is tagged home under Home office', 'Pay rent: list Home office', 'Plumber: list Home office'),
  proposes(
    'snooze both overdue tasks until 6 this evening',
    ...overdue.map((title) => `${title}: snoozed 24 Nov 18:00`),
  ),
  proposes('delete everything due in December', '- Write the report', '- Order a new laptop', '- Plan the party'),
  proposes(
    'all undated tasks to low priority',
    ...undated.filter((title) => title !== 'Clean the garage').map((title) => `${title}: priority low`),
  ),
  does('milk, bread and eggs: all bought', ...each(done, buys)),
  does(
    'make Read, Clean the garage and Call Bob due on Sunday',
    'Read: due 29 Nov',
    'Clean the garage: due 29 Nov',
    'Call Bob: due 29 Nov',
  ),
  does('Gym to Friday and the plumber to Monday please', 'Gym: due 27 Nov 18:00', 'Plumber: due 30 Nov 10:00'),
  proposes('get rid of Read, Call Bob and the garage', '- Read', '- Call Bob', '- Clean the garage'),
  after(
    'show #work',
    proposes(
      'everything here but the first one is low priority',
      'Order a new laptop: priority low',
      'Prepare presentation: priority low',
      'Write the report: priority low',
    ),
  ),
  after('show #work', does('numbers 2 and 4 are done', 'done Order a new laptop', 'done Write the report')),
  after("what's overdue", proposes('neither matters any more, delete them', ...each(gone, overdue))),
  after(
    "what's overdue",
    proposes('knock those two back to Sunday', ...overdue.map((title) => `${title}: due 29 Nov`)),
  ),
  after(
    'what is due on Friday',
    proposes('both a week later please', 'Prepare presentation: due 4 Dec', 'Plumber: due 4 Dec 10:00'),
  ),
  after('find buy', proposes('all of these are sorted, tick them off', ...each(done, buys))),
  after(['show #shop', 'delete all of them'], does('yes please', '- Buy milk', '- Buy eggs')),
  after(['show #shop', 'delete all of them'], leaves('no, keep them')),
  after(
    ['show #shop', 'move those to Errands', 'yes'],
    does('undo that', 'Buy milk: list Inbox', 'Buy eggs: list Inbox'),
  ),
  after('show #health', leaves('delete the third')),
];
