import type { Browser } from 'playwright-core';
import { type System, startSystem } from '../../../infra/local/system.ts';
import { clientId, clientSecret, TestIssuer } from '../../support/backend/test-issuer.ts';
import { freePorts, throwAwayFolder } from '../../support/services/local-system.ts';
import { provideBuiltPage } from './built-page.ts';
import { launchChromium } from './chromium.ts';

/** A started system, and a browser to look at it. */
export interface TestSystem {
  readonly system: System;
  readonly browser: Browser;
  /** With which people may sign in, besides by password. */
  readonly issuer: TestIssuer;
  stop(): Promise<void>;
}

export async function startTestSystem(chromiumPath: string, phase5: boolean): Promise<TestSystem> {
  const folder = throwAwayFolder();
  const launching = launchChromium(chromiumPath);
  launching.catch(() => {}); // waited for below
  const issuer = await TestIssuer.start();
  let system: System | undefined;
  const stop = async () => {
    await launching.then((browser) => browser.close()).catch(() => {});
    await system?.stop();
    await issuer.goDown();
    folder.remove();
  };
  try {
    await provideBuiltPage(folder.path);
    const ports = await freePorts();
    // All of its people come from one address.
    const env = {
      AUTH_REQUESTS_PER_MINUTE: '1000000',
      OIDC_ISSUER: issuer.url,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: 'Example ID',
    };
    system = await startSystem({ eventsEnabled: phase5, dataDir: folder.path, ports, env, throwAway: true });
    return { system, browser: await launching, issuer, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
