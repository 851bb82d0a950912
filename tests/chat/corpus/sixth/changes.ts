import { after, does, proposes } from '../expectation.ts';

export const changes = [
  // Done and not done.
  does('I have called mum, please mark it as done', 'done Call mum'),
  does('write the report is finished', 'done Write the report'),
  does('i cleaned the garage, you can tick it off', 'done Clean the garage'),
  does('set call bob as completed', 'done Call Bob'),
  does('i booked the flights to Rome', 'done Book flights to Rome'),
  does('i have already ordered the new laptop', 'done Order a new laptop'),
  does('reopen fix the bike please', 'open Fix the bike'),
  // Deleting is a proposal.
  proposes('please delete return library books', '- Return library books'),
  proposes('can you take read off my list', '- Read'),
  proposes('remove the task call bob', '- Call Bob'),
  // Titles.
  does(
    'rename "Clean the garage" to "Clean the garage and the shed"',
    'Clean the garage: title Clean the garage and the shed',
  ),
  does('edit the title of buy bread to Buy rye bread', 'Buy bread: title Buy rye bread'),
  // Dates and times.
  does('move call mum to tomorrow evening at 7', 'Call mum: due 25 Nov 19:00'),
  does('move the presentation to next monday', 'Prepare presentation: due 30 Nov'),
  does('reschedule pay rent to the 1st of december', 'Pay rent: due 1 Dec'),
  does('could you please push the dentist to 4:30pm', 'Dentist: due 25 Nov 16:30'),
  does('change the date of plan the party to 20 december', 'Plan the party: due 20 Dec'),
  does('set plumber to friday at 2pm', 'Plumber: due 27 Nov 14:00'),
  does('move write the report one day earlier', 'Write the report: due 1 Dec 15:00'),
  does('postpone order a new laptop by two weeks', 'Order a new laptop: due 19 Dec'),
  does('delay the dentist by half an hour', 'Dentist: due 25 Nov 15:30'),
  does('make book flights to rome due by sunday', 'Book flights to Rome: due 29 Nov'),
  does('the party has been moved to 13 december', 'Plan the party: due 13 Dec'),
  does('reschedle gym to saturday at 10am', 'Gym: due 28 Nov 10:00'),
  does('delete the due date of pay rent', 'Pay rent: no due'),
  // Priority and tags.
  does('set renew passport as urgent', 'Renew passport: priority urgent'),
  does('lower the priority of pay rent to medium', 'Pay rent: priority medium'),
  does('make the laptop low priority', 'Order a new laptop: priority low'),
  does('label call bob with friends', 'Call Bob: tags friends'),
  does('remove tag home from the plumber', 'Plumber: tags'),
  // Notes and reminders.
  does('add a note to call mum: ask about christmas plans', 'Call mum: note ask about christmas plans'),
  does('set a reminder for the plumber 20 minutes before', 'Plumber: remind 20'),
  does('change the dentist reminder to 30 minutes before', 'Dentist: remind 30'),
  // Recurrence, skip, snooze.
  does('set plan the party to repeat every year', 'Plan the party: every year'),
  does('make gym stop repeating', 'Gym: no recurrence'),
  does('skip water the plants this week', 'Water the plants: due 1 Dec'),
  does('snooze call mum until tomorrow at 8am', 'Call mum: snoozed 25 Nov 08:00'),
  does('snooze the plumber for 3 hours', 'Plumber: snoozed 24 Nov 17:00'),
  // Lists and parents.
  does('move return library books to the errands list', 'Return library books: list Errands'),
  does('make return library books a subtask of renew passport', 'Return library books: under Renew passport'),
  // What was said before.
  after('move the plumber to monday', does('make it 3pm instead', 'Plumber: due 30 Nov 15:00')),
  after('show overdue', does('mark the second one as done', 'done Return library books')),
  after('set buy bread to urgent', does('undo that', 'Buy bread: priority medium')),
  after('find the passport task', does('set it for friday', 'Renew passport: due 27 Nov')),
  after('what do i have tomorrow', does('move it to friday please', 'Dentist: due 27 Nov 15:00')),
];
