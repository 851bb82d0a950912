import { after, does, says } from '../expectation.ts';

export const adding = [
  // Reminders.
  does('remind me to book the boiler service', '+ book the boiler service'),
  does(
    'remind me to give the cat her flea treatment on saturday',
    '+ give the cat her flea treatment (28 Nov, remind 0)',
  ),
  does('remind me at 6pm to start the rice cooker', '+ start the rice cooker (24 Nov 18:00, remind 0)'),
  does('remind me tomorrow morning to pack the swimming kit', '+ pack the swimming kit (25 Nov 09:00, remind 0)'),
  does('remind me to check in for my flight on thursday at 7am', '+ check in for my flight (26 Nov 07:00, remind 0)'),
  does(
    'please remind me to recharge my metro card tomorrow evening',
    '+ recharge my metro card (25 Nov 18:00, remind 0)',
  ),
  does(
    'kindly remind me to submit the visa application by 10th december',
    '+ submit the visa application (10 Dec, remind 0)',
  ),
  does('remind me in 25 mins to take the cake out', '+ take the cake out (24 Nov 14:25, remind 0)'),
  does('in two hours remind me to call the clinic', '+ call the clinic (24 Nov 16:00, remind 0)'),
  does(
    'on friday at 4pm remind me to send the minutes to everyone',
    '+ send the minutes to everyone (27 Nov 16:00, remind 0)',
  ),
  does('hey siri remind me to text amy tomorrow at 8 am', '+ text amy (25 Nov 08:00, remind 0)'),
  does('alexa remind me to defrost the chicken at 5:30 pm', '+ defrost the chicken (24 Nov 17:30, remind 0)'),
  does('ok google set a reminder for 10 pm tonight to lock the shed', '+ lock the shed (24 Nov 22:00, remind 0)'),
  does('create a reminder for guitar lesson wednesday at 5pm', '+ guitar lesson (25 Nov 17:00, remind 0)'),
  does(
    'can you please set a reminder for next monday 10am to follow up with the recruiter',
    '+ follow up with the recruiter (30 Nov 10:00, remind 0)',
  ),
  does('remind me about choir practice on thursday at 7:30pm', '+ choir practice (26 Nov 19:30, remind 0)'),
  does(
    'can you add a reminder to top up my oyster card tomorrow at 7:45am',
    '+ top up my oyster card (25 Nov 07:45, remind 0)',
  ),
  does('remimd me to water the basil tomorrow', '+ water the basil (25 Nov, remind 0)'),
  does('add book club thursday 8pm and remind me 1 hour before', '+ book club (26 Nov 20:00, remind 60)'),
  does(
    'add pick up the theatre tickets tomorrow at 5pm with a reminder 30 minutes before',
    '+ pick up the theatre tickets (25 Nov 17:00, remind 30)',
  ),
  // Recurrences.
  does(
    'remind me every day at 9pm to take my blood pressure tablet',
    '+ take my blood pressure tablet (24 Nov 21:00, every day, remind 0)',
  ),
  does(
    'remind me every sunday at 6pm to put the recycling out',
    '+ put the recycling out (29 Nov 18:00, every week on Sun, remind 0)',
  ),
  does('remind me to pay the cook on the 1st of every month', '+ pay the cook (1 Dec, every month, remind 0)'),
  does('remind me every year on 14 february to book a table', '+ book a table (14 Feb 2027, every year, remind 0)'),
  does('add practise the violin every day at 5pm', '+ practise the violin (24 Nov 17:00, every day)'),
  does('add spanish homework every wednesday', '+ spanish homework (25 Nov, every week on Wed)'),
  does(
    'create a recurring task to email the status report every friday at 3pm',
    '+ email the status report (27 Nov 15:00, every week on Fri)',
  ),
  does('add pay the gardener every other friday', '+ pay the gardener (27 Nov, every 2 weeks on Fri)'),
  does(
    'add replace the smoke alarm battery every 6 months starting 1 january',
    '+ replace the smoke alarm battery (1 Jan 2027, every 6 months)',
  ),
  does(
    'new task: check my work emails every weekday at 8:30am',
    '+ check my work emails (25 Nov 08:30, every weekday)',
  ),
  does('add SIP payment on the 5th of every month', '+ SIP payment (5 Dec, every month)'),
  // Dates and times.
  does('add code review for the login page due tomorrow 11am', '+ code review for the login page (25 Nov 11:00)'),
  does('add clean the fish tank next friday', '+ clean the fish tank (4 Dec)'),
  does('add oil change to my list for december 3', '+ oil change (3 Dec)'),
  does('add call grandad at 6 in the evening', '+ call grandad (24 Nov 18:00)'),
  does('add team lunch on 18 december at 1pm', '+ team lunch (18 Dec 13:00)'),
  does('add electricity bill due on the 28th', '+ electricity bill (28 Nov)'),
  does('Add dinner with the Khans next Saturday at 7:30pm', '+ dinner with the Khans (5 Dec 19:30)'),
  does('add interview prep day after tomorrow', '+ interview prep (26 Nov)'),
  does('add return the hire car in 3 days', '+ return the hire car (27 Nov)'),
  does('please add vet check-up in two weeks', '+ vet check-up (8 Dec)'),
  does('create task Update my CV by sunday', '+ Update my CV (29 Nov)'),
  does('schedule physio on thursday at 9:15', '+ physio (26 Nov 09:15)'),
  does('add renew the parking permit tommorrow at 10am', '+ renew the parking permit (25 Nov 10:00)'),
  // Priorities and tags.
  does('new task prepare sprint demo thursday 3pm p1', '+ prepare sprint demo (26 Nov 15:00, urgent)'),
  does(
    'Create a task: send the quarterly figures to Priya, due Monday, high priority',
    '+ send the quarterly figures to Priya (30 Nov, high)',
  ),
  does('add pay council tax on 1 dec p2 #bills', '+ pay council tax (1 Dec, high, #bills)'),
  does('add descale the coffee machine low priority', '+ descale the coffee machine (low)'),
  does('add a high priority task to reply to the solicitor', '+ reply to the solicitor (high)'),
  does('add an urgent task: book the MOT', '+ book the MOT (urgent)'),
  does('add knit a scarf for grandma with tag hobby', '+ knit a scarf for grandma (#hobby)'),
  does('add repot the chillies saturday #garden', '+ repot the chillies (28 Nov, #garden)'),
  // Lists.
  does('add wrapping paper to errands', '+ wrapping paper (list Errands)'),
  does('add dog food to the errands list for tomorrow', '+ dog food (25 Nov, list Errands)'),
  does('put printer ink on my home office list', '+ printer ink (list Home office)'),
  does('add to errands: collect the suit from the tailor', '+ collect the suit from the tailor (list Errands)'),
  does('add monitor stand to home office with high priority', '+ monitor stand (high, list Home office)'),
  does('add buy potting soil +Errands tomorrow', '+ buy potting soil (25 Nov, list Errands)'),
  does('Add a task in Home office called Tidy the cable drawer', '+ Tidy the cable drawer (list Home office)'),
  does('add salt, pepper and paprika to my errands list', '+ salt, pepper and paprika (list Errands)'),
  // Subtasks.
  does(
    'add a subtask to prepare presentation: find a photo for the cover',
    '+ find a photo for the cover (under Prepare presentation)',
  ),
  does('add pick a restaurant as a subtask of plan the party', '+ pick a restaurant (under Plan the party)'),
  does('under renew passport add fill in the form', '+ fill in the form (under Renew passport)'),
  // Several at once.
  does(
    'add these: book the hotel, print boarding passes, pack sunscreen',
    '+ book the hotel',
    '+ print boarding passes',
    '+ pack sunscreen',
  ),
  does(
    'add these tasks:\nwash school uniforms\nsign the reading log tomorrow\nlabel the lunch box',
    '+ wash school uniforms',
    '+ sign the reading log (25 Nov)',
    '+ label the lunch box',
  ),
  does('add feed the rabbits and also add clean the hutch', '+ feed the rabbits', '+ clean the hutch'),
  does(
    'add phone the gas company tomorrow and also add read the meter tonight',
    '+ phone the gas company (25 Nov)',
    '+ read the meter (24 Nov 20:00)',
  ),
  // In one's own words.
  does('i need to book a haircut for leo on saturday', '+ book a haircut for leo (28 Nov)'),
  does('i have to drop the kids at football at 10am on saturday', '+ drop the kids at football (28 Nov 10:00)'),
  does("don't let me forget to return the drill to Omar on sunday", '+ return the drill to Omar (29 Nov)'),
  does('i need to order new running shoes, can you add that', '+ order new running shoes'),
  does('to do: book an eye test next week', '+ book an eye test (30 Nov)'),
  does('note to self: buy a birthday card for Raj', '+ buy a birthday card for Raj'),
  says('Sharpen the kitchen knives saturday p3', /add/i),
  // What was said before.
  after('add pack the tent', does('make it high priority', 'pack the tent: priority high')),
  after('add buy sunscreen', does('put it in errands', 'buy sunscreen: list Errands')),
  after('add parents evening thursday 6pm', does('remind me half an hour before', 'parents evening: remind 30')),
  after('add book the ferry', does('make that saturday at 10am', 'book the ferry: due 28 Nov 10:00')),
];
