import { type Browser, chromium } from 'playwright-core';
import { environment } from '../../infra/local/config.ts';
import type { System } from '../../infra/local/system.ts';
import { sharedResource } from '../support/shared-resources.ts';
import { findChromium } from './support/chromium.ts';
import { startTestSystem, type TestSystem, type TestTarget } from './support/test-system.ts';
import { type Visit, visits } from './support/visit.ts';

/**
 * A suite in the browser and on the Phase 5 system that all workers of the test run share, so its tests must not disturb others.
 * Where there is no Chromium, it fails if `CI` is set, and is skipped with a message otherwise.
 */
export function browserSuite(title: string, suite: (visit: Visit) => void): void {
  inBrowser(title, () => sharedResource<TestTarget>('system'), suite);
}

/** A suite in the shared browser, on a system of its own. */
export function browserSuiteOnOwnSystem(
  title: string,
  options: { eventsEnabled: boolean },
  suite: (visit: Visit, system: () => System) => void,
): void {
  let own: TestSystem | undefined;
  const start = async () => {
    own = await startTestSystem(options);
    return own.target;
  };
  inBrowser(title, start, (visit) => {
    after(() => own?.stop());
    suite(visit, () => own!.system);
  });
}

function inBrowser(title: string, start: () => Promise<TestTarget>, suite: (visit: Visit) => void): void {
  describe(title, () => {
    let browser: Browser | undefined;
    let target: TestTarget | undefined;

    before(async function () {
      if (findChromium(environment)) {
        [browser, target] = await Promise.all([
          sharedResource<string>('browser').then((address) => chromium.connect(address)),
          start(),
        ]);
        return;
      }
      const reason = 'There is no Chromium on the PATH: install one, or set CHROMIUM_PATH.';
      if (environment['CI']) throw new Error(reason);
      process.stdout.write(`\n  *** SKIPPED: ${title}. ${reason} ***\n\n`);
      this.skip();
    });
    after(() => browser?.close());

    suite(visits(() => ({ browser: browser!, target: target! })));
  });
}
