import { after, does, done, each, gone, leaves, proposes } from '../expectation.ts';
import { overdue } from '../world.ts';

const finished = ['Old invoice', 'File taxes', 'Fix the bike'];
const shop = ['Buy milk', 'Buy eggs'];
const friday = ['Prepare presentation', 'Plumber'];
const high = ['Pay rent', 'Renew passport', 'Send invoice to Acme'];

export const sets = [
  proposes("push everything that's overdue to thursday", ...overdue.map((title) => `${title}: due 26 Nov`)),
  proposes('please mark everything due on friday as done', ...each(done, friday)),
  proposes('please remove all my overdue tasks', ...each(gone, overdue)),
  proposes('delete all the tasks i have already completed', ...each(gone, finished)),
  proposes('move all my home tasks to next monday', 'Pay rent: due 30 Nov', 'Plumber: due 30 Nov 10:00'),
  proposes('make all high priority tasks urgent', ...high.map((title) => `${title}: priority urgent`)),
  proposes('put all health tasks in the home office list', 'Dentist: list Home office', 'Gym: list Home office'),
  proposes('tag all my shop tasks with groceries', ...shop.map((title) => `${title}: tags shop groceries`)),
  proposes('remove the due date from all overdue tasks', ...overdue.map((title) => `${title}: no due`)),
  proposes(
    "snooze all of today's tasks for an hour",
    'Call mum: snoozed 24 Nov 15:00',
    'Water the plants: snoozed 24 Nov 15:00',
  ),
  proposes(
    'postpone my work tasks by 3 days',
    'Write the report: due 5 Dec 15:00',
    'Prepare presentation: due 30 Nov',
    'Order a new laptop: due 8 Dec',
    'Send invoice to Acme: due 3 Dec',
  ),
  proposes(
    'mark all work tasks as done except the laptop and the invoice',
    'done Write the report',
    'done Prepare presentation',
  ),
  proposes('reopen all the tasks i completed today', 'open File taxes', 'open Fix the bike'),
  proposes('delete the plumber and the dentist', '- Plumber', '- Dentist'),
  does(
    'move buy milk, buy bread and buy eggs to errands',
    ...['milk', 'bread', 'eggs'].map((t) => `Buy ${t}: list Errands`),
  ),
  does("i've paid the rent and renewed my passport", 'done Pay rent', 'done Renew passport'),
  does('tick off gym and move call mum to tomorrow', 'done Gym', 'Call mum: due 25 Nov 18:00'),
  does('mark call bob as done and add send bob the photos', 'done Call Bob', '+ send bob the photos'),
  after(
    'have i got any overdue tasks',
    proposes('reschedule them all for saturday', ...overdue.map((title) => `${title}: due 28 Nov`)),
  ),
  after(
    'list tasks with high priority',
    proposes('set them all to low', ...high.map((title) => `${title}: priority low`)),
  ),
  after('show me tasks for friday', does('mark number 1 and number 2 as done', ...each(done, friday))),
  after(
    'move all overdue tasks to friday',
    does('yes that is fine', ...overdue.map((title) => `${title}: due 27 Nov`)),
  ),
  after('move all overdue tasks to friday', leaves('no, leave them where they are')),
];
