import { after, asks, does, leaves, says } from '../expectation.ts';

export const traps = [
  // Questions.
  leaves('what is the way to change a due date here?'),
  leaves('what happens if i complete a recurring task?'),
  leaves('can i still move the plumber to monday?'),
  leaves('have you deleted call bob?'),
  leaves('why did you move the dentist'),
  leaves('who is the plumber'),
  // Negations.
  leaves("don't mark gym as done"),
  leaves('do not delete anything'),
  leaves("please don't remind me to call bob"),
  leaves("i haven't returned the library books yet"),
  leaves("i couldn't book the flights to rome"),
  leaves('no need to add anything today'),
  // Conditionals and intentions.
  leaves('if it rains on saturday, cancel the party'),
  leaves('once the plumber has left, complete the plumber'),
  says('maybe i should delete clean the garage', /./),
  says('i am thinking of moving the dentist to next week', /./),
  leaves('unless bob calls me back, move call bob to tomorrow'),
  // Quotes, other people and things that are no tasks.
  leaves('my boss said "delete the report"'),
  leaves('my sister booked her flights to rome yesterday'),
  leaves('the dentist called me this morning'),
  leaves('i watched a film about a plumber last night'),
  // Dates that do not exist, contradict themselves or are over.
  leaves('move the plumber to november 31st'),
  leaves('reschedule the report to wednesday 26 november'),
  leaves('move call mum to 25 o clock'),
  says('add pay the deposit on 30 february', /./),
  says('remind me last monday to call the school', /./),
  says('move the party to 12 december 2020', /./),
  // What cannot be represented.
  says('remind me to take my antibiotics every 8 hours', /./),
  says('add holiday in goa from 20 to 27 december', /./),
  says('add yoga twice a week', /./),
  // Half understood or contradictory.
  leaves('complete buy bread and defragment the toaster'),
  leaves('move the dentist to friday and flurb the report'),
  leaves('move gym to friday and saturday'),
  // Names that are ambiguous or unknown.
  asks('reschedule call to tomorrow', 'Call mum', 'Call Bob'),
  asks('set the buy task to high priority', 'Buy milk', 'Buy bread', 'Buy eggs'),
  leaves('mark yoga class as done'),
  says('add bananas to my shopping list', /./),
  says("what's on my groceries list", /./),
  says('move pay rent to the finance list', /./),
  // Titles that look like commands.
  does('add move money to savings', '+ move money to savings'),
  does('add "complete the tax form" to my list', '+ complete the tax form'),
  does('remind me to undo the curtains hem tomorrow', '+ undo the curtains hem (25 Nov, remind 0)'),
  does('new task: mark the exam papers by thursday', '+ mark the exam papers (26 Nov)'),
  // Yes and no.
  after('delete call bob', leaves('hmm no, leave it')),
  after('delete call bob', does('yeah go ahead', '- Call Bob')),
  after('delete call bob', says('what will be deleted?', /Call Bob/)),
  leaves('yes'),
  leaves('thanks, that is all for today'),
];
