import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type BrowserServer, chromium } from 'playwright-core';

/** The shell has no window, which saves a quarter of the work. */
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ofMacOs = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Where this machine has a Chromium: what CHROMIUM_PATH names, or else on the PATH; undefined where there is none. */
export function findChromium(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const named = env['CHROMIUM_PATH'];
  if (named) {
    if (!isExecutable(named)) throw new Error(`CHROMIUM_PATH names ${named}, which is no program.`);
    return named;
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...found, ofMacOs].find(isExecutable);
}

/** Playwright disables these. Chromium heeds only the last list on its command line, so ours repeats them. */
const disabledByPlaywright = [
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'LensOverlay'],
  ...['HttpsFirstBalancedModeAutoEnable', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning'],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled'],
  'PreconnectToSearch',
];
/** For each window Chromium would load the list below its address bar, and start a process for the next page: half its work. */
const disabledFeatures = [
  ...disabledByPlaywright,
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess'],
];

/**
 * Starts a Chromium to which any process can connect. A sandbox of its own is more than containers allow, and their /dev/shm is
 * small.
 */
export function launchChromium(executablePath: string): Promise<BrowserServer> {
  const args = [
    ...['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
    `--disable-features=${disabledFeatures.join(',')}`,
    // All windows of a context share one process, which the pool of contexts keeps.
    '--process-per-site',
  ];
  return chromium.launchServer({ executablePath, args, host: '127.0.0.1', timeout: 120_000 });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
