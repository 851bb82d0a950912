import type { Browser } from 'playwright-core';
import { type System, startSystem } from '../local/system.ts';
import { freePorts, throwAwayFolder } from '../local/testing.ts';
import { launchChromium } from './chromium.ts';

/** A started system, and a browser to look at it. */
export interface World {
  readonly system: System;
  readonly browser: Browser;
  stop(): Promise<void>;
}

export async function startWorld(chromiumPath: string, phase5: boolean): Promise<World> {
  const folder = throwAwayFolder();
  const launching = launchChromium(chromiumPath);
  launching.catch(() => {}); // waited for below
  let system: System | undefined;
  const stop = async () => {
    await launching.then((browser) => browser.close()).catch(() => {});
    await system?.stop();
    folder.remove();
  };
  try {
    const ports = await freePorts();
    // All of its people come from one address.
    const env = { AUTH_REQUESTS_PER_MINUTE: '1000000' };
    system = await startSystem({ phase5, dataDir: folder.path, ports, env, throwAway: true });
    return { system, browser: await launching, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
