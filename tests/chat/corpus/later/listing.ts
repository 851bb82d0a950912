import { lists, says } from '../expectation.ts';
import { overdue, today, undated, work } from '../world.ts';

const friday = ['Prepare presentation', 'Plumber'];
const nextWeek = ['Send invoice to Acme', 'Write the report', 'Order a new laptop'];
const finished = ['Old invoice', 'File taxes', 'Fix the bike'];

export const listing = [
  lists('pull up my tasks for tomorrow', 'Dentist'),
  lists('is there anything I have to do tonight', ...today),
  lists('read out everything I have on thursday', 'Gym'),
  lists('got anything for friday?', ...friday),
  lists('what needs doing this week', ...today, 'Dentist', 'Gym', ...friday, 'Pay rent'),
  lists("what's due by friday", ...overdue, ...today, 'Dentist', 'Gym', ...friday),
  lists('how does next week look', ...nextWeek),
  lists('what am I supposed to do tomorrow', 'Dentist'),
  lists("show me what's late", ...overdue),
  lists('what have I missed', ...overdue),
  lists('give me a list of the work stuff', ...work),
  lists('filter by tag health', 'Dentist', 'Gym'),
  lists('only show #shop', 'Buy milk', 'Buy eggs'),
  lists("what's tagged home", 'Pay rent', 'Plumber'),
  lists('list p1 tasks', 'Prepare presentation', 'Call Bob'),
  says("what's most urgent", /Prepare presentation|Renew passport/),
  lists('anything important this week?', 'Pay rent', 'Prepare presentation'),
  lists("which tasks aren't scheduled", ...undated),
  lists('stuff with no date', ...undated),
  lists('what do I have after friday', 'Pay rent', ...nextWeek, 'Plan the party'),
  lists("what's on the calendar for december 12", 'Plan the party'),
  lists('show tasks for the weekend', 'Pay rent'),
  lists("what's due in the next two weeks", ...today, 'Dentist', 'Gym', ...friday, 'Pay rent', ...nextWeek),
  lists('what do I do every week', 'Water the plants', 'Gym'),
  lists("what's already done", ...finished),
  lists("what's checked off", ...finished),
  lists('find the thing about the library', 'Return library books'),
  lists('search presentation', 'Prepare presentation'),
  says("where's the invoice task", /Send invoice to Acme/),
  says('sort my tasks by priority', /1\. (?:Prepare presentation|Call Bob)/),
  says('show my list by due date', /1\. Renew passport/),
  lists('what is left for today', ...today),
  says('show only open tasks', /1\. Plan the party/),
  says('show me everything', /1\. Plan the party/),
];
