import { after, does, proposes, says } from '../expectation.ts';

export const changes = [
  // Done and not done.
  does('mark buy milk as complete', 'done Buy milk'),
  does('check off buy bread from my list', 'done Buy bread'),
  does('i already bought the eggs', 'done Buy eggs'),
  does('I finished cleaning the garage', 'done Clean the garage'),
  does('i just called mum', 'done Call mum'),
  does('set renew passport to done', 'done Renew passport'),
  does('i returned the library books, you can check that off', 'done Return library books'),
  does('complete task order a new laptop', 'done Order a new laptop'),
  does('mark the presentation as finished please', 'done Prepare presentation'),
  does('mark fix the bike as not done', 'open Fix the bike'),
  does('please uncheck file taxes', 'open File taxes'),
  does('re-open the old invoice task', 'open Old invoice'),
  // Deleting is a proposal.
  proposes('take clean the garage off my to do list', '- Clean the garage'),
  proposes('please remove call bob from my to-do list', '- Call Bob'),
  proposes('delete my dentist appointment tomorrow', '- Dentist'),
  proposes('i dont need order a new laptop on my list anymore', '- Order a new laptop'),
  // Titles.
  does('rename buy milk to Buy almond milk', 'Buy milk: title Buy almond milk'),
  does('change the name of Plumber to Call the plumber', 'Plumber: title Call the plumber'),
  does('change "Read" to "Read the news"', 'Read: title Read the news'),
  // Dates and times.
  does('change my dentist appointment to 4pm', 'Dentist: due 25 Nov 16:00'),
  does('reschedule the dentist to friday at 10 am', 'Dentist: due 27 Nov 10:00'),
  does('move gym to saturday', 'Gym: due 28 Nov 18:00'),
  does('push the report back a day', 'Write the report: due 3 Dec 15:00'),
  does('can you move pay rent to december 1st', 'Pay rent: due 1 Dec'),
  does('change the due date of send invoice to acme to tomorrow', 'Send invoice to Acme: due 25 Nov'),
  does('postpone renew passport until next monday', 'Renew passport: due 30 Nov'),
  does('set the due date for clean the garage to saturday', 'Clean the garage: due 28 Nov'),
  does('make call bob due today at 5 pm', 'Call Bob: due 24 Nov 17:00'),
  does('delay call mum by an hour', 'Call mum: due 24 Nov 19:00'),
  does('move plan the party up to december 10', 'Plan the party: due 10 Dec'),
  does('remove the due date from pay rent', 'Pay rent: no due'),
  // Priority and tags.
  does('set priority of buy bread to high', 'Buy bread: priority high'),
  does('make book flights to rome top priority', 'Book flights to Rome: priority urgent'),
  does('change the priority of renew passport from high to low', 'Renew passport: priority low'),
  does('add the tag finance to pay rent', 'Pay rent: tags home finance'),
  does('remove the work tag from order a new laptop', 'Order a new laptop: tags'),
  does('tag call bob as work', 'Call Bob: tags work'),
  // Notes and reminders.
  does('add a note to the plumber: ask for a receipt', 'Plumber: note ask for a receipt'),
  does('add a note to renew passport that says bring two photos', 'Renew passport: note bring two photos'),
  does('remind me 15 minutes before gym', 'Gym: remind 15'),
  does('set a reminder one hour before the report is due', 'Write the report: remind 60'),
  does('remove the reminder from dentist', 'Dentist: remind '),
  // Recurrence, skip, snooze.
  does('make pay rent repeat every month', 'Pay rent: every month'),
  does('stop gym from repeating', 'Gym: no recurrence'),
  does('make water the plants every 3 days', 'Water the plants: every 3 days'),
  does('skip gym this thursday', 'Gym: due 3 Dec 18:00'),
  does('snooze renew passport for an hour', 'Renew passport: snoozed 24 Nov 15:00'),
  does('snooze call mum until 8pm', 'Call mum: snoozed 24 Nov 20:00'),
  // Lists and parents.
  does('move buy eggs to my errands list', 'Buy eggs: list Errands'),
  does('put order a new laptop in the home office list', 'Order a new laptop: list Home office'),
  does('make book flights to rome a subtask of plan the party', 'Book flights to Rome: under Plan the party'),
  // What was said before.
  after('mark buy milk as complete', does('undo', 'open Buy milk')),
  after('move gym to saturday', does('no wait, undo that', 'Gym: due 26 Nov 18:00')),
  after('when is the dentist', does('move it to thursday', 'Dentist: due 26 Nov 15:00')),
  after('find laptop', does('make it high priority', 'Order a new laptop: priority high')),
  says('mark homework as done', /./),
];
