import { accessibilitySuite } from './accessibility.suite.ts';
import { browserSuite } from './browser.suite.ts';

browserSuite('the page in a browser, for everybody', (scenario) => {
  accessibilitySuite(scenario);
});
