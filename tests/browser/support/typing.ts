import type { Page } from 'playwright-core';

/** Who types without a pause hands nothing over before the field is left. */
export async function typeWithoutPause(page: Page): Promise<void> {
  await page.evaluate(() => {
    const pausesMs = [200, 900];
    const set = window.setTimeout;
    window.setTimeout = ((handler: () => void, ms?: number, ...rest: unknown[]) =>
      ms && pausesMs.includes(ms) ? 0 : set(handler, ms, ...rest)) as typeof window.setTimeout;
  });
}
