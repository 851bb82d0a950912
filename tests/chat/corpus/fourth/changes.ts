import { after, does, proposes } from '../expectation.ts';

export const changes = [
  // Done and not done.
  does('buy bread is done', 'done Buy bread'),
  does('done with the presentation', 'done Prepare presentation'),
  does('i have renewed my passport', 'done Renew passport'),
  does('ive cleaned the garage', 'done Clean the garage'),
  does('please mark "Send invoice to Acme" as completed', 'done Send invoice to Acme'),
  does('tick off call bob', 'done Call Bob'),
  does('i paid the rent this morning', 'done Pay rent'),
  does('complete the dentist task', 'done Dentist'),
  does('mark book flights to rome done', 'done Book flights to Rome'),
  does('please reopen the file taxes task', 'open File taxes'),
  does('mark old invoice as incomplete', 'open Old invoice'),
  // Deleting is a proposal.
  proposes('delete call bob', '- Call Bob'),
  proposes('remove the plumber from my tasks please', '- Plumber'),
  proposes('can you delete the task order a new laptop', '- Order a new laptop'),
  proposes('get rid of plan the party', '- Plan the party'),
  // Titles.
  does('rename call mum to Call mum and dad', 'Call mum: title Call mum and dad'),
  does('change the title of gym to Leg day', 'Gym: title Leg day'),
  // Dates and times.
  does('move the dentist to monday at 9:30am', 'Dentist: due 30 Nov 09:30'),
  does('reschedule call mum to tomorrow', 'Call mum: due 25 Nov 18:00'),
  does('please postpone the plumber by one week', 'Plumber: due 4 Dec 10:00'),
  does('push the party to december 19', 'Plan the party: due 19 Dec'),
  does('can you change the time of the plumber to 11:30', 'Plumber: due 27 Nov 11:30'),
  does('move my call with mum to 7pm', 'Call mum: due 24 Nov 19:00'),
  does('make the report due next friday', 'Write the report: due 4 Dec 15:00'),
  does('set buy milk for tomorrow at 6pm', 'Buy milk: due 25 Nov 18:00'),
  does('set a due date of 15 december for clean the garage', 'Clean the garage: due 15 Dec'),
  does('prepone the dentist by one hour', 'Dentist: due 25 Nov 14:00'),
  does('move order a new laptop forward to december 1', 'Order a new laptop: due 1 Dec'),
  does('postpone returning the library books to saturday', 'Return library books: due 28 Nov'),
  does('clear the due date of order a new laptop', 'Order a new laptop: no due'),
  // Priority and tags.
  does('make clean the garage high priority', 'Clean the garage: priority high'),
  does('change the priority of call bob to low', 'Call Bob: priority low'),
  does('mark the report as urgent', 'Write the report: priority urgent'),
  does('add tag travel to book flights to rome', 'Book flights to Rome: tags travel'),
  does('remove the family tag from call mum', 'Call mum: tags'),
  // Notes and reminders.
  does('add a note to the dentist: ask about the wisdom tooth', 'Dentist: note ask about the wisdom tooth'),
  does('add note to book flights to rome: window seat please', 'Book flights to Rome: note window seat please'),
  does('remind me 30 minutes before the plumber', 'Plumber: remind 30'),
  does('remind me about the report 2 hours before', 'Write the report: remind 120'),
  // Recurrence, skip, snooze.
  does('make call mum repeat every day', 'Call mum: every day'),
  does('change water the plants to every 4 days', 'Water the plants: every 4 days'),
  does('stop repeating water the plants', 'Water the plants: no recurrence'),
  does('skip this weeks gym', 'Gym: due 3 Dec 18:00'),
  does('snooze call mum for 30 minutes', 'Call mum: snoozed 24 Nov 14:30'),
  does('snooze return library books until tomorrow at 9am', 'Return library books: snoozed 25 Nov 09:00'),
  // Lists and parents.
  does('move buy bread to errands', 'Buy bread: list Errands'),
  does('put the presentation in my home office list', 'Prepare presentation: list Home office'),
  does('make call bob a subtask of plan the party', 'Call Bob: under Plan the party'),
  // What was said before.
  after('tick off call bob', does('oops, undo that', 'open Call Bob')),
  after('move the dentist to monday', does('sorry, i meant thursday', 'Dentist: due 26 Nov 15:00')),
  after('when is the plumber', does('push it back by an hour', 'Plumber: due 27 Nov 11:00')),
  after('search flights', does('mark it as done', 'done Book flights to Rome')),
];
