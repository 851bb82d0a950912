import { browserSuite } from '../browser.suite.ts';
import { conflictSuite } from './conflict.suite.ts';
import { draftSuite } from './draft.suite.ts';
import { draftConflictSuite } from './draft-conflict.suite.ts';
import { draftStateSuite } from './draft-state.suite.ts';

browserSuite('drafts and conflicts of the page, in a browser', (scenario) => {
  conflictSuite(scenario);
  draftConflictSuite(scenario);
  draftStateSuite(scenario);
  draftSuite(scenario);
});
