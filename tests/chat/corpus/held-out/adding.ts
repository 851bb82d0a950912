import { after, does } from '../expectation.ts';

export const adding = [
  does('add an item: charge the camera', '+ charge the camera'),
  does('new todo charge the camera', '+ charge the camera'),
  does('please remind me to charge the camera tonight', '+ charge the camera (24 Nov 20:00, remind 0)'),
  does('remind me on saturday to charge the camera', '+ charge the camera (28 Nov, remind 0)'),
  does('can you put "charge the camera" on my to do list', '+ charge the camera'),
  does('I need to remember to charge the camera', '+ charge the camera'),
  does("I've got to charge the camera by friday", '+ charge the camera (27 Nov)'),
  does('create a reminder to charge the camera next monday', '+ charge the camera (30 Nov, remind 0)'),
  does('would you add charge the camera for tomorrow morning', '+ charge the camera (25 Nov 09:00)'),
  does('add charge the camera every sunday', '+ charge the camera (29 Nov, every week on Sun)'),
  does('add charge the camera p3 tomorrow #photo', '+ charge the camera (25 Nov, #photo)'),
  does('make sure I charge the camera on friday', '+ charge the camera (27 Nov)'),
  does('alexa, add batteries to my list', '+ batteries'),
  does('add finish the novel', '+ finish the novel'),
  does('add task: remove old files', '+ remove old files'),
  after('add charge the camera', does('move it to sunday', 'charge the camera: due 29 Nov')),
  after('add charge the camera', does('undo', '- charge the camera')),
];
