import { after, asks, does, leaves, says } from '../expectation.ts';

export const traps = [
  // Questions.
  leaves('how can i remove something from my list?'),
  leaves('are you able to delete tasks?'),
  leaves('should I move the dentist to friday?'),
  leaves('did you already add the plumber?'),
  leaves('why is renew passport overdue'),
  // Negations.
  leaves("don't delete the party"),
  leaves("please don't move the dentist"),
  leaves("i didn't buy the milk"),
  leaves('I have not called bob yet'),
  leaves("don't add anything to my list"),
  // Conditionals and intentions.
  leaves('if the plumber cancels, move the report to friday'),
  leaves('when i finish the report mark it as done'),
  leaves("i'll clean the garage when i feel like it"),
  leaves('i might cancel the dentist'),
  says('I was going to call mum but she called me first', /./),
  // Quotes and other people.
  leaves('my wife said "cancel the dentist"'),
  leaves('my neighbour bought a new laptop last week'),
  leaves('bob paid his rent'),
  // Dates that do not exist, or contradict themselves.
  leaves('move pay rent to february 30th'),
  leaves('change the dentist to 26:00'),
  leaves('move the report to friday november 28'),
  says('reschedule gym to yesterday', /./),
  says('remind me at 8am or 9am to take my pill', /./),
  // Half understood or contradictory.
  leaves('mark buy milk as done and rotate the bread'),
  leaves('set call bob to high and low priority'),
  says('move buy milk to the vacation list', /./),
  // Ambiguous or unknown names.
  asks('mark call as done', 'Call mum', 'Call Bob'),
  asks('add a note to the call: use the new number', 'Call mum', 'Call Bob'),
  leaves('delete the task about the elephants'),
  // Titles that look like commands.
  does('add "cancel gym membership" to my to do list', '+ cancel gym membership'),
  does('remind me to delete the old photos tomorrow at 6pm', '+ delete the old photos (25 Nov 18:00, remind 0)'),
  // Yes and no.
  after('delete the plumber', leaves('no')),
  after('delete the plumber', leaves('wait, which one?')),
  after('delete the plumber', does('yes delete it', '- Plumber')),
  leaves('ok thank you'),
  leaves('never mind'),
];
