import { does } from '../expectation.ts';

export const adding = [
  does('Alexa, remind me in an hour to call the school', '+ call the school (24 Nov 15:00, remind 0)'),
  does('create a to-do: descale the kettle', '+ descale the kettle'),
  does('could you please put descale the kettle on my to-do list for thursday', '+ descale the kettle (26 Nov)'),
  does('I must not forget to descale the kettle', '+ descale the kettle'),
  does('add descale the kettle, due friday 6pm, high priority', '+ descale the kettle (27 Nov 18:00, high)'),
  does(
    'set up a reminder to descale the kettle on the first of every month',
    '+ descale the kettle (1 Dec, every month, remind 0)',
  ),
  does('remind me on the 3rd to descale the kettle', '+ descale the kettle (3 Dec, remind 0)'),
  does('add a task named Stop the newspaper', '+ Stop the newspaper'),
  does('add clear the gutters', '+ clear the gutters'),
  does('note: passport photos', '+ passport photos'),
  does('put down walk the dog at 7am tomorrow', '+ walk the dog (25 Nov 07:00)'),
  does('I need a reminder to walk the dog at 7 pm', '+ walk the dog (24 Nov 19:00, remind 0)'),
  does('enter a new task: grade the exams by monday', '+ grade the exams (30 Nov)'),
  does('add grade the exams next monday at 8am tagged school', '+ grade the exams (30 Nov 08:00, #school)'),
  does('log a task to grade the exams', '+ grade the exams'),
  does("I'm supposed to grade the exams on sunday", '+ grade the exams (29 Nov)'),
  does('gotta grade the exams', '+ grade the exams'),
  does('add finish the exams and send the grades', '+ finish the exams and send the grades'),
  does('add remove the wallpaper and paint the wall', '+ remove the wallpaper and paint the wall'),
  does('schedule grading on saturday at 10', '+ grading (28 Nov 10:00)'),
];
