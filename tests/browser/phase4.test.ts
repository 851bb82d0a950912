import { browserSuiteOnOwnSystem } from './browser.suite.ts';
import { installedSuite } from './live/installed.suite.ts';
import { phase4Suite } from './phase4.suite.ts';

browserSuiteOnOwnSystem('the page of Phase 4 in a browser', { eventsEnabled: false }, (scenario) => {
  phase4Suite(scenario);
  installedSuite(scenario);
});
