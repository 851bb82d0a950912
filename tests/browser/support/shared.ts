import { environment } from '../../../infra/local/config.ts';
import type { SharedResource } from '../../support/shared-resources.ts';
import { findChromium, launchChromium } from './chromium.ts';
import { type PageTarget, startPageSystem } from './page-system.ts';

/** The page of a test does not live long enough to earn what the compilers that optimize take for it. */
const withoutOptimizing = '--js-flags=--no-opt --no-maglev';

/** Starts the Chromium of a test run. The value is the address to which Playwright connects. */
export async function startBrowser(): Promise<SharedResource<string>> {
  const browser = await launchChromium(findChromium(environment)!, [withoutOptimizing]);
  return { value: browser.wsEndpoint(), stop: () => browser.close() };
}

/** Starts the system that most browser tests of a test run use. */
export async function startSharedSystem(): Promise<SharedResource<PageTarget>> {
  const { target, stop } = await startPageSystem({ eventsEnabled: true });
  return { value: target, stop };
}
