import { browserSuite } from '../browser.suite.ts';
import { completionSuite } from './completion.suite.ts';
import { daySuite } from './day.suite.ts';
import { detailSuite } from './detail.suite.ts';
import { listSuite } from './list.suite.ts';
import { listsSuite } from './lists.suite.ts';
import { quickAddSuite } from './quick-add.suite.ts';
import { reminderSuite } from './reminder.suite.ts';
import { rowMenuSuite } from './row-menu.suite.ts';
import { selectionSuite } from './selection.suite.ts';
import { signInSuite } from './sign-in.suite.ts';
import { subtaskSuite } from './subtask.suite.ts';
import { touchSuite } from './touch.suite.ts';

browserSuite('the tasks of the page, in a browser', (scenario) => {
  signInSuite(scenario);
  quickAddSuite(scenario);
  listSuite(scenario);
  daySuite(scenario);
  listsSuite(scenario);
  rowMenuSuite(scenario);
  selectionSuite(scenario);
  detailSuite(scenario);
  completionSuite(scenario);
  reminderSuite(scenario);
  subtaskSuite(scenario);
  touchSuite(scenario);
});
