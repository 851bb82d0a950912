import { browserSuiteOnOwnSystem } from '../browser.suite.ts';
import { failureSuite } from './failure.suite.ts';
import { firstLoadSuite } from './first-load.suite.ts';
import { installedSuite } from './installed.suite.ts';
import { liveSuite } from './live.suite.ts';
import { offlineSuite } from './offline.suite.ts';
import { workerSuite } from './worker.suite.ts';

browserSuiteOnOwnSystem(
  'the page in a browser, live and without a network',
  { eventsEnabled: true },
  (scenario, system) => {
    liveSuite(scenario, system);
    offlineSuite(scenario);
    failureSuite(scenario);
    firstLoadSuite(scenario);
    installedSuite(scenario);
    workerSuite(scenario);
  },
);
