import { after, does, done, each, gone, leaves, proposes } from '../expectation.ts';
import { overdue, today, work } from '../world.ts';

const finished = ['Old invoice', 'File taxes', 'Fix the bike'];
const shop = ['Buy milk', 'Buy eggs'];
const friday = ['Prepare presentation', 'Plumber'];

export const sets = [
  proposes('reschedule all overdue tasks to tomorrow', ...overdue.map((title) => `${title}: due 25 Nov`)),
  proposes('move overdue to friday', ...overdue.map((title) => `${title}: due 27 Nov`)),
  proposes('mark all overdue tasks as complete', ...each(done, overdue)),
  proposes('complete all tasks due today', ...each(done, today)),
  proposes('postpone everything due today by one day', 'Call mum: due 25 Nov 18:00', 'Water the plants: due 25 Nov'),
  proposes('please delete all completed tasks', ...each(gone, finished)),
  proposes('delete all the tasks due on friday', ...each(gone, friday)),
  proposes('move all friday tasks to monday', 'Prepare presentation: due 30 Nov', 'Plumber: due 30 Nov 10:00'),
  proposes('move all shop tasks to the errands list', ...shop.map((title) => `${title}: list Errands`)),
  proposes('set everything tagged shop to tomorrow', ...shop.map((title) => `${title}: due 25 Nov`)),
  proposes('mark all health tasks as urgent', 'Dentist: priority urgent', 'Gym: priority urgent'),
  proposes(
    'change all urgent tasks to high priority',
    ...['Prepare presentation', 'Call Bob'].map((t) => `${t}: priority high`),
  ),
  proposes('tag all overdue tasks as late', ...overdue.map((title) => `${title}: tags late`)),
  proposes('mark all my work tasks as finished', ...each(done, work)),
  proposes(
    'complete everything tagged work except the report',
    ...each(
      done,
      work.filter((t) => t !== 'Write the report'),
    ),
  ),
  proposes('delete buy milk, buy bread and call bob', '- Buy milk', '- Buy bread', '- Call Bob'),
  does('complete call bob and buy bread', 'done Call Bob', 'done Buy bread'),
  does('set buy milk and buy eggs to high priority', ...shop.map((title) => `${title}: priority high`)),
  does('i bought the milk and the eggs', ...each(done, shop)),
  does('mark gym as done and move the plumber to saturday', 'done Gym', 'Plumber: due 28 Nov 10:00'),
  after('which tasks are late', proposes('mark them all as done', ...each(done, overdue))),
  after(
    'show me friday',
    proposes('move all of them to next week', 'Prepare presentation: due 30 Nov', 'Plumber: due 30 Nov 10:00'),
  ),
  after(['delete all completed tasks'], does('yes please', ...each(gone, finished))),
  after(['delete all completed tasks'], leaves('no, i want to keep those')),
];
