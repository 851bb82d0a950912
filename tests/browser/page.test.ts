import { accessibilitySuite } from './accessibility.suite.ts';
import { browserSuite } from './browser.suite.ts';
import { chatSuite } from './chat.suite.ts';
import { completionSuite } from './completion.suite.ts';
import { conflictSuite } from './conflict.suite.ts';
import { detailSuite } from './detail.suite.ts';
import { emptySuite } from './empty.suite.ts';
import { firstLoadSuite } from './first-load.suite.ts';
import { keyboardSuite } from './keyboard.suite.ts';
import { listSuite } from './list.suite.ts';
import { liveSuite } from './live.suite.ts';
import { lookSuite } from './look.suite.ts';
import { offlineSuite } from './offline.suite.ts';
import { phase4Suite } from './phase4.suite.ts';
import { quickAddSuite } from './quick-add.suite.ts';
import { reminderSuite } from './reminder.suite.ts';
import { settingsSuite } from './settings.suite.ts';
import { signInSuite } from './sign-in.suite.ts';

browserSuite('the page in a browser', { phase5: true }, (visit) => {
  signInSuite(visit);
  quickAddSuite(visit);
  listSuite(visit);
  detailSuite(visit);
  completionSuite(visit);
  reminderSuite(visit);
  chatSuite(visit);
  settingsSuite(visit);
  keyboardSuite(visit);
  liveSuite(visit);
  offlineSuite(visit);
  conflictSuite(visit);
  emptySuite(visit);
  lookSuite(visit);
  accessibilitySuite(visit);
  firstLoadSuite(visit);
});

browserSuite('the page of Phase 4 in a browser', { phase5: false }, phase4Suite);
