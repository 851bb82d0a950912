import { browserSuite } from '../browser.suite.ts';
import { activitySuite } from './activity.suite.ts';
import { chatSuite } from './chat.suite.ts';
import { emptySuite } from './empty.suite.ts';
import { keyboardSuite } from './keyboard.suite.ts';
import { localeSuite } from './locale.suite.ts';
import { lookSuite } from './look.suite.ts';
import { settingsSuite } from './settings.suite.ts';

browserSuite('the chat, the settings and the keyboard of the page, in a browser', (scenario) => {
  activitySuite(scenario);
  chatSuite(scenario);
  settingsSuite(scenario);
  localeSuite(scenario);
  keyboardSuite(scenario);
  emptySuite(scenario);
  lookSuite(scenario);
});
