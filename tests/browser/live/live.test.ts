import { browserSuite } from '../browser.suite.ts';
import { conflictSuite } from './conflict.suite.ts';
import { draftSuite } from './draft.suite.ts';
import { draftConflictSuite } from './draft-conflict.suite.ts';
import { draftStateSuite } from './draft-state.suite.ts';
import { failureSuite } from './failure.suite.ts';
import { firstLoadSuite } from './first-load.suite.ts';
import { liveSuite } from './live.suite.ts';
import { offlineSuite } from './offline.suite.ts';

browserSuite('the page in a browser, live and without a network', { phase5: true }, (visit) => {
  liveSuite(visit);
  offlineSuite(visit);
  conflictSuite(visit);
  draftConflictSuite(visit);
  draftStateSuite(visit);
  draftSuite(visit);
  failureSuite(visit);
  firstLoadSuite(visit);
});
