import { after, asks, does, leaves, says } from '../expectation.ts';

export const traps = [
  // Questions.
  leaves('how do i reschedule a task?'),
  leaves('what would happen if i deleted the plumber'),
  leaves('is the dentist tomorrow or on thursday?'),
  leaves('did you move the plumber to friday?'),
  leaves('who told you to complete buy bread?'),
  // Negations.
  leaves("don't complete the report"),
  leaves('please do not change the due date of the party'),
  leaves("i don't want to move the gym"),
  leaves("I still haven't renewed my passport"),
  leaves("the plumber hasn't been yet"),
  // Conditionals and intentions.
  leaves('if the library is closed tomorrow, move return library books to friday'),
  leaves('in case bob rings me first, mark call bob as done'),
  leaves("i'm not sure whether i should delete the laptop task"),
  leaves('i wish i could move the dentist to next week'),
  // Quotes, other people, and what is no task.
  leaves('mum asked me "did you pay the rent"'),
  leaves('my flatmate paid the rent last month'),
  leaves('bob bought milk for his mum on sunday'),
  leaves('the gym was closed yesterday'),
  leaves('i read a great novel last week'),
  // Dates that do not exist, contradict themselves or are over.
  leaves('move the dentist to 31 june'),
  leaves('reschedule the plumber to monday 28 november'),
  leaves('change call mum to 18:75'),
  leaves('set the due date of the report to last friday'),
  says('remind me to water the ferns on november 35th', /./),
  says('add pick up the rental car yesterday at 3pm', /./),
  // What cannot be represented.
  says('remind me to stretch every 20 minutes', /./),
  says('add conference in lisbon from monday to wednesday', /./),
  says('remind me to take my eye drops every day at 8am and 8pm', /./),
  says('add piano practice 3 times a week', /./),
  // Half understood or contradictory.
  leaves('complete buy milk and order me a pizza'),
  leaves('mark the report as done and send it to my boss'),
  leaves('move the report to friday or monday'),
  leaves('make buy bread urgent and low priority'),
  // Names that are ambiguous or unknown.
  asks('move the call to 5pm', 'Call mum', 'Call Bob'),
  asks('change the call to high priority', 'Call mum', 'Call Bob'),
  leaves('mark the swimming lesson as done'),
  leaves('move the meeting with Hannah to monday'),
  says('add candles to my christmas list', /./),
  says('show me my packing list', /./),
  says('move buy bread to the supermarket list', /./),
  // Titles that look like commands.
  does('add ask Tom to delete the test account', '+ ask Tom to delete the test account'),
  does('add "mark the homework" to my list', '+ mark the homework'),
  does('remind me to reopen the windows at 5pm', '+ reopen the windows (24 Nov 17:00, remind 0)'),
  does('new task: show Lena the holiday photos on sunday', '+ show Lena the holiday photos (29 Nov)'),
  does('add return the "Friday Night Lights" dvd', '+ return the "Friday Night Lights" dvd'),
  // Explanations around the command.
  does('the bakery was closed today, so please move buy bread to tomorrow', 'Buy bread: due 25 Nov'),
  // Yes, no and thanks.
  after('delete the gym task', leaves('actually keep it')),
  after('delete the gym task', does('yes please, delete it', '- Gym')),
  after('delete buy milk', says('no sorry, i meant buy bread', /bread/i)),
  after('mark call bob as done', leaves('great, thank you')),
  leaves('never mind, i will do it later'),
];
