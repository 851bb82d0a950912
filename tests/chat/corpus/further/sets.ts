import { after, does, done, each, gone, proposes } from '../expectation.ts';
import { overdue, today, work } from '../world.ts';

export const sets = [
  proposes('tick off everything due today', ...each(done, today)),
  proposes('delay all overdue by a week', 'Renew passport: due 27 Nov', 'Return library books: due 29 Nov'),
  proposes(
    'bump all my work stuff to urgent',
    'Write the report: priority urgent',
    'Order a new laptop: priority urgent',
    'Send invoice to Acme: priority urgent',
  ),
  does('all shop items are bought'),
  proposes("kill everything that's overdue", ...each(gone, overdue)),
  proposes('wipe completed tasks', '- Old invoice', '- File taxes', '- Fix the bike'),
  proposes('add tag home to everything overdue', ...overdue.map((title) => `${title}: tags home`)),
  proposes("move friday's stuff to monday", 'Prepare presentation: due 30 Nov', 'Plumber: due 30 Nov 10:00'),
  proposes('mark the health tasks high', 'Dentist: priority high', 'Gym: priority high'),
  proposes('clear the due dates of all work tasks', ...work.map((title) => `${title}: no due`)),
  proposes('delete everything due next week but the report', '- Send invoice to Acme', '- Order a new laptop'),
  after("what's overdue", proposes('get rid of them', ...each(gone, overdue))),
  after('show #shop', proposes('I bought them all', 'done Buy milk', 'done Buy eggs')),
  after(
    'show #work',
    proposes(
      'mark them all as done except the last one',
      'done Send invoice to Acme',
      'done Order a new laptop',
      'done Prepare presentation',
    ),
  ),
];
