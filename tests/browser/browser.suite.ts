import { environment } from '../../infra/local/config.ts';
import { findChromium } from './support/chromium.ts';
import { startTestSystem, type TestSystem } from './support/test-system.ts';
import { type Visit, visits } from './support/visit.ts';

/**
 * A suite with one system and one browser for all of its tests. Where there is no Chromium, it fails if `CI` is set, and is
 * skipped with a message otherwise.
 */
export function browserSuite(title: string, { phase5 }: { phase5: boolean }, suite: (visit: Visit) => void): void {
  describe(title, () => {
    let system: TestSystem | undefined;

    before(async function () {
      const path = findChromium(environment);
      if (path) {
        system = await startTestSystem(path, phase5);
        return;
      }
      const reason = 'There is no Chromium on the PATH: install one, or set CHROMIUM_PATH.';
      if (environment['CI']) throw new Error(reason);
      process.stdout.write(`\n  *** SKIPPED: ${title}. ${reason} ***\n\n`);
      this.skip();
    });
    after(() => system?.stop());

    suite(
      visits(() => {
        if (!system) throw new Error('The system has not been started.');
        return system;
      }),
    );
  });
}
