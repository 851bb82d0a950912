import { after, does, done, each, gone, leaves, proposes } from '../expectation.ts';
import { overdue, today, undated, work } from '../world.ts';

const shopTag = (title: string) => (['Buy milk', 'Buy eggs'].includes(title) ? 'shop ' : '');

export const sets = [
  proposes('reschedule all overdue items to tomorrow', ...overdue.map((title) => `${title}: due 25 Nov`)),
  proposes('check off all that is due today', ...each(done, today)),
  proposes('delete every low priority task', '- Clean the garage'),
  proposes('move everything tagged shop to Errands', 'Buy milk: list Errands', 'Buy eggs: list Errands'),
  proposes(
    'tag everything without a date with someday',
    ...undated.map((title) => `${title}: tags ${shopTag(title)}someday`),
  ),
  proposes('give all the urgent tasks the tag asap', 'Prepare presentation: tags work asap', 'Call Bob: tags asap'),
  proposes(
    'everything that is due on Friday should go to Monday',
    'Prepare presentation: due 30 Nov',
    'Plumber: due 30 Nov 10:00',
  ),
  proposes('throw away all finished tasks', '- Old invoice', '- File taxes', '- Fix the bike'),
  proposes('lower the priority of every work task to low', ...work.map((title) => `${title}: priority low`)),
  proposes('mark all tasks that contain the word buy as done', 'done Buy milk', 'done Buy bread', 'done Buy eggs'),
  proposes(
    'postpone everything due next week by a day',
    'Send invoice to Acme: due 1 Dec',
    'Write the report: due 3 Dec 15:00',
    'Order a new laptop: due 6 Dec',
  ),
  proposes('snooze everything overdue for an hour', ...overdue.map((title) => `${title}: snoozed 24 Nov 15:00`)),
  proposes("remove the due dates from everything that's overdue", ...overdue.map((title) => `${title}: no due`)),
  proposes('reopen all tasks I completed today', 'open File taxes', 'open Fix the bike'),
  proposes("complete everything that's due this weekend", 'done Pay rent'),
  proposes('delete Call Bob and Read', '- Call Bob', '- Read'),
  does('call Bob and buy bread are both finished', 'done Call Bob', 'done Buy bread'),
  does('shift the dentist and the plumber to Saturday', 'Dentist: due 28 Nov 15:00', 'Plumber: due 28 Nov 10:00'),
  does(
    'put Buy milk, Buy bread and Buy eggs into Errands',
    'Buy milk: list Errands',
    'Buy bread: list Errands',
    'Buy eggs: list Errands',
  ),
  after('show #work', proposes('the first two are done', 'done Send invoice to Acme', 'done Order a new laptop')),
  after("what's overdue", proposes('push them both to Saturday', ...overdue.map((title) => `${title}: due 28 Nov`))),
  after("what's overdue", proposes('make them all urgent', ...overdue.map((title) => `${title}: priority urgent`))),
  after('show #health', proposes('remove the tag health from them', 'Dentist: tags', 'Gym: tags')),
  after('show #shop', proposes('bin the lot', '- Buy milk', '- Buy eggs')),
  after('show #shop', proposes('stick those in Errands', 'Buy milk: list Errands', 'Buy eggs: list Errands')),
  after('show #shop', does('finish 1 and 2', 'done Buy eggs', 'done Buy milk')),
  after('show #home', does('move the second one to Thursday', 'Pay rent: due 26 Nov')),
  after('show #work', leaves('the fifth one is done')),
  after(
    ["what's overdue", 'move them to friday'],
    does('yep, do it', ...overdue.map((title) => `${title}: due 27 Nov`)),
  ),
  after(["what's overdue", 'move them to friday'], leaves('nope, leave them')),
  after(
    ["what's overdue", 'move them to friday', 'yes'],
    does('undo all of that', 'Renew passport: due 20 Nov', 'Return library books: due 22 Nov'),
  ),
  after(['show #work', 'show #shop'], proposes('delete all of them', ...each(gone, ['Buy milk', 'Buy eggs']))),
];
