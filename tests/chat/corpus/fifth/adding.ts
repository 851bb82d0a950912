import { after, does, says } from '../expectation.ts';

export const adding = [
  // Reminders.
  does('remind me to cancel my netflix trial on the 30th', '+ cancel my netflix trial (30 Nov, remind 0)'),
  does(
    'remind me in 40 minutes to move the washing to the dryer',
    '+ move the washing to the dryer (24 Nov 14:40, remind 0)',
  ),
  does('remind me tonight at 9 to soak the lentils', '+ soak the lentils (24 Nov 21:00, remind 0)'),
  does('can you remind me to ring the nursery at 4.30pm', '+ ring the nursery (24 Nov 16:30, remind 0)'),
  does(
    'would you mind reminding me to take the mince out of the freezer tonight',
    '+ take the mince out of the freezer (24 Nov 20:00, remind 0)',
  ),
  does(
    'set a reminder called Mortgage renewal for 7 January at 10am',
    '+ Mortgage renewal (7 Jan 2027 10:00, remind 0)',
  ),
  does(
    'remind me 2 days from now to send the postcard to Grandpa',
    '+ send the postcard to Grandpa (26 Nov, remind 0)',
  ),
  does('remind me to donate blood in three months', '+ donate blood (24 Feb 2027, remind 0)'),
  does(
    'hey, could you remind me about the residents meeting this thursday at 6.30 pm?',
    '+ the residents meeting (26 Nov 18:30, remind 0)',
  ),
  does('reminder to phone the council tomorrow at noon', '+ phone the council (25 Nov 12:00, remind 0)'),
  does(
    'i would like a reminder on saturday at 8:15 am to put the turkey in the oven',
    '+ put the turkey in the oven (28 Nov 08:15, remind 0)',
  ),
  does(
    'remind me next wednesday to water the neighbours tomatoes',
    '+ water the neighbours tomatoes (2 Dec, remind 0)',
  ),
  does('set a remider to take the scarf back to zara tomorrow', '+ take the scarf back to zara (25 Nov, remind 0)'),
  does(
    'add parent teacher conference next wednesday at 4pm and remind me a day before',
    '+ parent teacher conference (2 Dec 16:00, remind 1440)',
  ),
  does('add train to Leeds friday 6:40am, remind me 90 minutes before', '+ train to Leeds (27 Nov 06:40, remind 90)'),
  // Recurrences.
  does(
    'set a reminder to feed the hamster every evening at 7',
    '+ feed the hamster (24 Nov 19:00, every day, remind 0)',
  ),
  does('set reminder take meds daily at 9 pm', '+ take meds (24 Nov 21:00, every day, remind 0)'),
  does(
    'remind me on the 25th of every month to submit my expenses',
    '+ submit my expenses (25 Nov, every month, remind 0)',
  ),
  does(
    'set up a weekly reminder to weigh the baby on sundays at 8am',
    '+ weigh the baby (29 Nov 08:00, every week on Sun, remind 0)',
  ),
  does('add top up the bird feeder every 2 days starting tomorrow', '+ top up the bird feeder (25 Nov, every 2 days)'),
  does(
    'add swimming lesson every saturday at 9:45am and remind me 45 minutes before',
    '+ swimming lesson (28 Nov 09:45, every week on Sat, remind 45)',
  ),
  does('add submit VAT return every 3 months starting 7 february', '+ submit VAT return (7 Feb 2027, every 3 months)'),
  does('Add order anniversary flowers every year on 9 May', '+ order anniversary flowers (9 May 2027, every year)'),
  does('add band rehearsal every other monday at 7pm', '+ band rehearsal (30 Nov 19:00, every 2 weeks on Mon)'),
  // Dates and times.
  does('add allotment rent due 31 january', '+ allotment rent (31 Jan 2027)'),
  does('add flu jab 3rd of december 8:50 am', '+ flu jab (3 Dec 08:50)'),
  does('add zoom call with the architect wed 11:00', '+ zoom call with the architect (25 Nov 11:00)'),
  does('add zumba class today at 7.15pm', '+ zumba class (24 Nov 19:15)'),
  does('add submit the grant application 15.01.2027', '+ submit the grant application (15 Jan 2027)'),
  does('add call to the embassy tomorrow at 16h', '+ call to the embassy (25 Nov 16:00)'),
  does('add task: renew Schengen visa, due in 6 weeks', '+ renew Schengen visa (5 Jan 2027)'),
  does('please add print lecture notes for tomorow', '+ print lecture notes (25 Nov)'),
  does('Could you add "Watch the match with Deniz" on Sunday at 4 pm?', '+ Watch the match with Deniz (29 Nov 16:00)'),
  does(
    'add a to-do for monday: ring the letting agent about the damp',
    '+ ring the letting agent about the damp (30 Nov)',
  ),
  does('add to my tasks for tomorrow: iron the white shirt', '+ iron the white shirt (25 Nov)'),
  does('put wash the curtains on my list for saturday morning', '+ wash the curtains (28 Nov 09:00)'),
  does('please create a new task to check the server logs tomorrow at 9 am', '+ check the server logs (25 Nov 09:00)'),
  does('create task Send wedding invitations by the end of the month', '+ Send wedding invitations (30 Nov)'),
  does('please add bleach the bathroom grout to my list, thanks', '+ bleach the bathroom grout'),
  does('creat a task to descale the iron', '+ descale the iron'),
  // Priorities and tags.
  does(
    'add finish chapter two of my thesis by 11 dec p1 #uni',
    '+ finish chapter two of my thesis (11 Dec, urgent, #uni)',
  ),
  does("add sort out grandpa's pension letter, medium priority", "+ sort out grandpa's pension letter"),
  does('add clear the gutters this weekend priority high', '+ clear the gutters (28 Nov, high)'),
  does("add sign the lease by friday, it's high priority", '+ sign the lease (27 Nov, high)'),
  does('create a low priority task to sort the photo albums', '+ sort the photo albums (low)'),
  does('add buy train tickets #holiday p2 on thursday', '+ buy train tickets (26 Nov, high, #holiday)'),
  // Lists and subtasks.
  does('stick batteries on the errands list', '+ batteries (list Errands)'),
  does('could you put tea bags and biscuits on my errands list please', '+ tea bags and biscuits (list Errands)'),
  does(
    'create a new task in the Errands list: drop off the glass bottles, due saturday',
    '+ drop off the glass bottles (28 Nov, list Errands)',
  ),
  does('add order an HDMI cable to the home office list', '+ order an HDMI cable (list Home office)'),
  does(
    'add a subtask under Book flights to Rome: check baggage allowance',
    '+ check baggage allowance (under Book flights to Rome)',
  ),
  does(
    'create a subtask for Write the report called Proofread the summary',
    '+ Proofread the summary (under Write the report)',
  ),
  // Several at once.
  does(
    'add these to errands: stamps, light bulbs, cat litter',
    '+ stamps (list Errands)',
    '+ light bulbs (list Errands)',
    '+ cat litter (list Errands)',
  ),
  does(
    'add these tasks:\n- bleed the brakes\n- fix the puncture on saturday\n- oil the chain',
    '+ bleed the brakes',
    '+ fix the puncture (28 Nov)',
    '+ oil the chain',
  ),
  does(
    'add register with the new GP tomorrow at 9am and also add buy a dog lead',
    '+ register with the new GP (25 Nov 09:00)',
    '+ buy a dog lead',
  ),
  // In one's own words.
  does("I've got to post grandma's parcel on thursday", "+ post grandma's parcel (26 Nov)"),
  does('i must remember to pay the nursery fees on monday', '+ pay the nursery fees (30 Nov)'),
  does(
    'i need to take the old fridge to the tip on saturday morning',
    '+ take the old fridge to the tip (28 Nov 09:00)',
  ),
  does('remember to switch off the heating on friday', '+ switch off the heating (27 Nov)'),
  says('Dry cleaning pickup thursday 5pm', /add/i),
  says("dinner at Lucia's on saturday 8pm", /add/i),
  // What was said before.
  after('add dance rehearsal saturday 5pm', does('remind me an hour before', 'dance rehearsal: remind 60')),
  after('add rake the leaves', does('add the tag garden to it', 'rake the leaves: tags garden')),
  after(
    'add see the podiatrist on friday at 9am',
    does('sorry, make that 9:30am', 'see the podiatrist: due 27 Nov 09:30'),
  ),
];
