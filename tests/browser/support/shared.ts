import { environment } from '../../../infra/local/config.ts';
import type { SharedResource } from '../../support/shared-resources.ts';
import { findChromium, launchChromium } from './chromium.ts';
import { type PageTarget, startPageSystem } from './page-system.ts';

/** Starts the Chromium of a test run. The value is the address to which Playwright connects. */
export async function startBrowser(): Promise<SharedResource<string>> {
  const browser = await launchChromium(findChromium(environment)!);
  return { value: browser.wsEndpoint(), stop: () => browser.close() };
}

/** Starts the system that most browser tests of a test run use. */
export async function startSharedSystem(): Promise<SharedResource<PageTarget>> {
  const { target, stop } = await startPageSystem({ eventsEnabled: true });
  return { value: target, stop };
}
