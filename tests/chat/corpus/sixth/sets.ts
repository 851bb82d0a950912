import { after, does, done, each, gone, leaves, proposes } from '../expectation.ts';
import { overdue, today, undated, work } from '../world.ts';

const finished = ['Old invoice', 'File taxes', 'Fix the bike'];
const shop = ['Buy milk', 'Buy eggs'];
const home = ['Pay rent', 'Plumber'];

export const sets = [
  proposes('move all of my overdue tasks to monday', ...overdue.map((title) => `${title}: due 30 Nov`)),
  proposes('mark all tasks tagged shop as completed', ...each(done, shop)),
  proposes('make everything tagged home low priority', ...home.map((title) => `${title}: priority low`)),
  proposes('postpone all tasks due friday by a week', 'Prepare presentation: due 4 Dec', 'Plumber: due 4 Dec 10:00'),
  proposes('move everything due today to thursday', 'Call mum: due 26 Nov 18:00', 'Water the plants: due 26 Nov'),
  proposes('remove the tag shop from all tasks', ...shop.map((title) => `${title}: tags`)),
  proposes('add tag q4 to all work tasks', ...work.map((title) => `${title}: tags work q4`)),
  proposes('put all overdue tasks into errands', ...overdue.map((title) => `${title}: list Errands`)),
  proposes('tick off everything for today', ...each(done, today)),
  proposes('please get rid of all the completed tasks', ...each(gone, finished)),
  proposes('move all tasks without a due date to saturday', ...undated.map((title) => `${title}: due 28 Nov`)),
  proposes('complete all high priority tasks except pay rent', 'done Renew passport', 'done Send invoice to Acme'),
  proposes(
    'snooze my overdue tasks until tomorrow at 9am',
    ...overdue.map((title) => `${title}: snoozed 25 Nov 09:00`),
  ),
  proposes('delete the tasks read and call bob', '- Read', '- Call Bob'),
  does('move pay rent and plan the party to 14 december', 'Pay rent: due 14 Dec', 'Plan the party: due 14 Dec'),
  does('complete buy milk and move buy bread to tomorrow', 'done Buy milk', 'Buy bread: due 25 Nov'),
  after(
    'show my health tasks',
    proposes('move them both to saturday', 'Dentist: due 28 Nov 15:00', 'Gym: due 28 Nov 18:00'),
  ),
  after(
    'show me the tasks without a due date',
    proposes(
      'set them all to low priority',
      ...undated.filter((title) => title !== 'Clean the garage').map((title) => `${title}: priority low`),
    ),
  ),
  after(
    ['show overdue tasks', 'move them all to sunday'],
    does('ok do it', ...overdue.map((title) => `${title}: due 29 Nov`)),
  ),
  after('mark all work tasks as done', leaves('cancel')),
];
