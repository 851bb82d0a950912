import { after, does, says } from '../expectation.ts';

export const adding = [
  // Reminders.
  does('Remind me to call the pharmacy tomorrow at 10am', '+ call the pharmacy (25 Nov 10:00, remind 0)'),
  does('remind me to turn off the sprinkler in 15 minutes', '+ turn off the sprinkler (24 Nov 14:15, remind 0)'),
  does('remind me at half past 5 this afternoon to feed the twins', '+ feed the twins (24 Nov 17:30, remind 0)'),
  does(
    'can you remind me to book a squash court on thursday evening',
    '+ book a squash court (26 Nov 18:00, remind 0)',
  ),
  does(
    'Please remind me on 2 December to send the deposit to the caterer',
    '+ send the deposit to the caterer (2 Dec, remind 0)',
  ),
  does('remind me to check my lottery numbers at 9 tonight', '+ check my lottery numbers (24 Nov 21:00, remind 0)'),
  does('remind me next tuesday at 2 pm to ring HMRC', '+ ring HMRC (1 Dec 14:00, remind 0)'),
  does('i need you to remind me to buy wedding confetti on friday', '+ buy wedding confetti (27 Nov, remind 0)'),
  does(
    'hey google set a reminder to put petrol in the car tomorrow morning at 7',
    '+ put petrol in the car (25 Nov 07:00, remind 0)',
  ),
  does(
    'remind me tomorrow afternoon to reply to the estate agent',
    '+ reply to the estate agent (25 Nov 15:00, remind 0)',
  ),
  does('Remind me in 3 hours to take my contact lenses out', '+ take my contact lenses out (24 Nov 17:00, remind 0)'),
  does('remind me a week from now to chase the refund', '+ chase the refund (1 Dec, remind 0)'),
  does('could you please remind me about the webinar on wednesday at 3pm', '+ the webinar (25 Nov 15:00, remind 0)'),
  does('remind me to wish Fatima happy birthday on december 9th', '+ wish Fatima happy birthday (9 Dec, remind 0)'),
  does('create a reminder to renew my antivirus on january 20', '+ renew my antivirus (20 Jan 2027, remind 0)'),
  does('I need a reminder for the school play on 10 December at 6pm', '+ the school play (10 Dec 18:00, remind 0)'),
  does('remind me to bring my badge tomorrw', '+ bring my badge (25 Nov, remind 0)'),
  does('remind me to leave for the airport at 16.45', '+ leave for the airport (24 Nov 16:45, remind 0)'),
  does(
    "Remind me on Friday morning to bring cake for Julia's leaving do",
    "+ bring cake for Julia's leaving do (27 Nov 09:00, remind 0)",
  ),
  does('set a reminder for monday at 8 in the morning: bring PE kit', '+ bring PE kit (30 Nov 08:00, remind 0)'),
  // Recurrences.
  does(
    'remind me to charge my toothbrush every sunday evening',
    '+ charge my toothbrush (29 Nov 18:00, every week on Sun, remind 0)',
  ),
  does(
    'remind me every morning at 7.30 to take iron tablets',
    '+ take iron tablets (25 Nov 07:30, every day, remind 0)',
  ),
  does(
    'add transfer money to the savings account on the 1st of each month',
    '+ transfer money to the savings account (1 Dec, every month)',
  ),
  does('add a task to back up my laptop every friday', '+ back up my laptop (27 Nov, every week on Fri)'),
  does('add team retro every two weeks on thursday at 3pm', '+ team retro (26 Nov 15:00, every 2 weeks on Thu)'),
  does('set a daily reminder to do duolingo at 8pm', '+ do duolingo (24 Nov 20:00, every day, remind 0)'),
  does(
    'new task: clean the dishwasher filter every month starting 1 december',
    '+ clean the dishwasher filter (1 Dec, every month)',
  ),
  does('add walk the puppy every weekday at 9:15am', '+ walk the puppy (25 Nov 09:15, every weekday)'),
  does("add mum's birthday every year on 3 march", "+ mum's birthday (3 Mar 2027, every year)"),
  does('add big supermarket run every saturday morning', '+ big supermarket run (28 Nov 09:00, every week on Sat)'),
  does('remind me to pay the nanny every friday', '+ pay the nanny (27 Nov, every week on Fri, remind 0)'),
  // Dates and times.
  does('add driving lesson tomorrow 4pm', '+ driving lesson (25 Nov 16:00)'),
  does('add buy concert tickets on friday at 9am', '+ buy concert tickets (27 Nov 09:00)'),
  does('Add submit self assessment by 31 Jan', '+ submit self assessment (31 Jan 2027)'),
  does('add hair appointment on dec 4 at 2:30pm', '+ hair appointment (4 Dec 14:30)'),
  does('add 1:1 with Kemal tomorrow 3:30 pm', '+ 1:1 with Kemal (25 Nov 15:30)'),
  does('add pick up Noah from nursery at 5:15pm today', '+ pick up Noah from nursery (24 Nov 17:15)'),
  does('please add a task for friday: send the payslips', '+ send the payslips (27 Nov)'),
  does('Create a task "Review pull request 482" for tomorrow', '+ Review pull request 482 (25 Nov)'),
  does('i need a task for next week to compare car insurance quotes', '+ compare car insurance quotes (30 Nov)'),
  does('add tax consultation 2026-12-14 10:00', '+ tax consultation (14 Dec 10:00)'),
  does('add gas engineer visit friday at noon', '+ gas engineer visit (27 Nov 12:00)'),
  does('add theory test on the 16th at 8.20am', '+ theory test (16 Dec 08:20)'),
  does('add date night on saturday evening', '+ date night (28 Nov 18:00)'),
  does(
    'schedule a call with the mortgage adviser for thursday at 4pm',
    '+ call with the mortgage adviser (26 Nov 16:00)',
  ),
  // Priorities and tags.
  does('add fix the production bug today p1 #dev', '+ fix the production bug (24 Nov, urgent, #dev)'),
  does('add hoover the car, low priority', '+ hoover the car (low)'),
  does('add buy an anniversary present by saturday, high priority', '+ buy an anniversary present (28 Nov, high)'),
  does('new high priority task: call the insurance about the leak', '+ call the insurance about the leak (high)'),
  does('add research new broadband deals #home #money', '+ research new broadband deals (#home, #money)'),
  // Lists and subtasks.
  does('add paracetamol to my errands list', '+ paracetamol (list Errands)'),
  does('can you add nappies and wipes to errands', '+ nappies and wipes (list Errands)'),
  does('add pick up the framed print to Errands for saturday', '+ pick up the framed print (28 Nov, list Errands)'),
  does('on the home office list add: buy an ergonomic chair', '+ buy an ergonomic chair (list Home office)'),
  does('add a task to my errands list to get the keys copied', '+ get the keys copied (list Errands)'),
  does('add subtask choose a playlist to plan the party', '+ choose a playlist (under Plan the party)'),
  does(
    'add get new passport photos as a subtask to renew passport',
    '+ get new passport photos (under Renew passport)',
  ),
  // Several at once.
  does('add these to my list: swimsuit, goggles, towel', '+ swimsuit', '+ goggles', '+ towel'),
  does(
    'add the following tasks:\n1. renew travel card\n2. call the bank on friday\n3. tidy the loft',
    '+ renew travel card',
    '+ call the bank (27 Nov)',
    '+ tidy the loft',
  ),
  does(
    'add mop the kitchen and also add clean the windows tomorrow',
    '+ mop the kitchen',
    '+ clean the windows (25 Nov)',
  ),
  // In one's own words.
  does('i need to pick up my glasses on thursday', '+ pick up my glasses (26 Nov)'),
  does('I have to call the landlord about the boiler tomorrow', '+ call the landlord about the boiler (25 Nov)'),
  does('we need to buy a gift for the teacher by 18 december', '+ buy a gift for the teacher (18 Dec)'),
  does('dont forget to submit the attendance sheet on friday', '+ submit the attendance sheet (27 Nov)'),
  does('new task - return the borrowed ladder', '+ return the borrowed ladder'),
  says('Book a slot for the parents evening wednesday 8am', /add/i),
  says('pick up the kids at 3:30 pm', /add/i),
  // What was said before.
  after('add buy hiking boots', does('set it to high priority', 'buy hiking boots: priority high')),
  after(
    'add optician appointment on friday at 2pm',
    does('remind me 2 hours before', 'optician appointment: remind 120'),
  ),
  after('add grout the shower', does('move it to saturday', 'grout the shower: due 28 Nov')),
];
