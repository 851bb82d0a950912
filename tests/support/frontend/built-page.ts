import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InlineConfig } from 'vite';
import { builtPage } from '../../../services/frontend/server/page.build.ts';
import { isTestRun, type SharedResource, sharedResource } from '../shared-resources.ts';

const root = join(import.meta.dirname, '../../../services/frontend');
const vite = { root, configFile: join(root, 'vite.config.ts'), configLoader: 'native' } satisfies InlineConfig;

/** Builds the page, once for all systems of a test run. */
export async function buildPage(): Promise<SharedResource<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'todo-page-'));
  await builtPage(folder, vite);
  return { value: folder, stop: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * Puts the built page where a system with this data folder looks for it, so that the system need not build it. Without a test
 * run, the system builds it.
 */
export async function provideBuiltPage(dataDir: string): Promise<void> {
  if (isTestRun()) await cp(await sharedResource<string>('page'), join(dataDir, 'page'), { recursive: true });
}
