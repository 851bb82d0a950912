import { browserSuite } from './browser.suite.ts';
import { phase4Suite } from './phase4.suite.ts';

browserSuite('the page of Phase 4 in a browser', { phase5: false }, phase4Suite);
