import { type Browser, chromium } from 'playwright-core';
import { environment } from '../../infra/local/config.ts';
import type { System } from '../../infra/local/system.ts';
import { sharedResource } from '../support/shared-resources.ts';
import { findChromium } from './support/chromium.ts';
import { type PageSystem, type PageTarget, startPageSystem } from './support/page-system.ts';
import { type Scenario, scenarios } from './support/scenario.ts';

/**
 * A suite in the browser and on the Phase 5 system that all workers of the test run share, so its tests must not disturb others.
 * Where there is no Chromium, it fails if `CI` is set, and is skipped with a message otherwise.
 */
export function browserSuite(title: string, suite: (scenario: Scenario) => void): void {
  inBrowser(title, () => sharedResource<PageTarget>('system'), suite);
}

/** A suite in the shared browser, on a system of its own. */
export function browserSuiteOnOwnSystem(
  title: string,
  options: { eventsEnabled: boolean },
  suite: (scenario: Scenario, system: () => System) => void,
): void {
  let own: PageSystem | undefined;
  const start = async () => {
    own = await startPageSystem(options);
    return own.target;
  };
  inBrowser(title, start, (scenario) => {
    after(() => own?.stop());
    suite(scenario, () => own!.system);
  });
}

function inBrowser(title: string, start: () => Promise<PageTarget>, suite: (scenario: Scenario) => void): void {
  describe(title, () => {
    let browser: Browser | undefined;
    let target: PageTarget | undefined;

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

    suite(scenarios(() => ({ browser: browser!, target: target! })));
  });
}
