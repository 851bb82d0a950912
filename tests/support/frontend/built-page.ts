import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { InlineConfig } from 'vite';
import { builtPage } from '../../../services/frontend/server/page.build.ts';
import { cacheFolder } from '../cache-folder.ts';
import { isTestRun, type SharedResource, sharedResource } from '../shared-resources.ts';

const root = join(import.meta.dirname, '../../../services/frontend');
const vite = { root, configFile: join(root, 'vite.config.ts'), configLoader: 'native' } satisfies InlineConfig;

/** Builds the page for all systems of a test run, unless an earlier run has built it from the same sources. */
export async function buildPage(): Promise<SharedResource<string>> {
  const folder = join(cacheFolder, 'page');
  await builtPage(folder, vite);
  return { value: folder, stop: async () => undefined };
}

/**
 * Puts the built page where a system with this data folder looks for it, so that the system need not build it. Without a test
 * run, the system builds it.
 */
export async function provideBuiltPage(dataDir: string): Promise<void> {
  if (isTestRun()) await cp(await sharedResource<string>('page'), join(dataDir, 'page'), { recursive: true });
}
