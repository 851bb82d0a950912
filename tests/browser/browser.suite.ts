import { environment } from '../../infra/local/config.ts';
import { findChromium } from './support/chromium.ts';
import { type Visit, visits } from './support/visit.ts';
import { startWorld, type World } from './support/world.ts';

/** One system and one browser for all of its tests. Where there is no browser, they are skipped, and that is said. */
export function browserSuite(title: string, { phase5 }: { phase5: boolean }, suite: (visit: Visit) => void): void {
  describe(title, function () {
    this.timeout(180_000); // for what is slow on a busy machine; every single step has a time of its own
    // A key pressed a moment early goes elsewhere, with a person as with a test. Each try has a person of its own.
    this.retries(2);
    let world: World | undefined;

    before(async function () {
      const path = findChromium(environment);
      if (path) {
        world = await startWorld(path, phase5);
        return;
      }
      process.stdout.write(
        `\n  *** SKIPPED: ${title}. There is no Chromium on the PATH: install one, or set CHROMIUM_PATH. ***\n\n`,
      );
      this.skip();
    });
    after(() => world?.stop());

    suite(
      visits(() => {
        if (!world) throw new Error('The system has not been started.');
        return world;
      }),
    );
  });
}
