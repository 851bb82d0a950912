import { after, asks, does, leaves, says } from '../expectation.ts';

export const traps = [
  // Questions.
  leaves('is it possible to delete a task by mistake?'),
  leaves('why was buy bread not marked as done'),
  leaves('was the dentist moved to friday?'),
  leaves('can a task have two due dates'),
  // Negations.
  leaves("don't move the plumber to monday"),
  leaves('i did not finish the report'),
  leaves("i'm not going to renew my passport this week"),
  leaves("don't add milk to my list"),
  // Conditionals and intentions.
  leaves('if mum calls before 6, mark call mum as done'),
  leaves('when the new laptop arrives, complete order a new laptop'),
  says('i might have to move the plumber', /./),
  says('i was thinking about deleting read', /./),
  // Quotes, other people, and what is no task.
  leaves('Anna wrote "please cancel the plumber"'),
  leaves('my neighbour cleaned her garage yesterday'),
  leaves('the dentist was really nice'),
  leaves('i used to go to the gym every day'),
  // Dates that do not exist, contradict themselves or are over.
  leaves('move the party to february 30'),
  leaves('reschedule pay rent to friday 28 november'),
  leaves('change gym to 26:00'),
  says('move the plumber to yesterday', /./),
  says('add pay the fine on 31 april', /./),
  says('add buy fireworks on sunday 30 november', /./),
  // What cannot be represented.
  says('remind me every 2 hours to drink water', /./),
  says('add book fair from 3 to 5 december', /./),
  says('add language class on thursday from 6pm to 8pm', /./),
  // Half understood or contradictory.
  leaves('mark call bob as done and turn on the lights'),
  leaves('move gym to friday and paint the dentist purple'),
  leaves('set the report to friday or maybe thursday'),
  // Names that are ambiguous or unknown.
  asks('mark the call task as done', 'Call mum', 'Call Bob'),
  leaves('complete the tennis task'),
  says('add plasters to my pharmacy list', /./),
  says('move call bob to the people list', /./),
  // Titles that look like commands.
  does('remind me to move the bins on thursday', '+ move the bins (26 Nov, remind 0)'),
  does('new task: delete unused photos from the phone by sunday', '+ delete unused photos from the phone (29 Nov)'),
  does('add list the old bike on ebay', '+ list the old bike on ebay'),
  does('add find a new flatmate by 1 january', '+ find a new flatmate (1 Jan 2027)'),
  // Explanations around the command.
  does("I can't be at home on friday, so please move the plumber to monday", 'Plumber: due 30 Nov 10:00'),
  does('bob is on holiday this week, please postpone call bob to next monday', 'Call Bob: due 30 Nov'),
  // Yes, no and thanks.
  after('delete read', leaves('no thank you')),
  after('mark buy milk as done', leaves('perfect, thanks')),
];
