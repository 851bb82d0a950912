import { existsSync } from 'node:fs';
import { cp, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { InlineConfig } from 'vite';
import { builtPage } from '../../../services/frontend/server/page.build.ts';
import { runFolder } from '../../support/run-folder.ts';
import { soon } from './waiting.ts';

const root = join(import.meta.dirname, '../../../services/frontend');
const vite = { root, configFile: join(root, 'vite.config.ts'), configLoader: 'native' } satisfies InlineConfig;

/**
 * Puts the built page where a system with this data folder looks for it, so that the system need not build it. The worker that
 * comes first builds the page for all others of the test run. Without a test run, the system builds it.
 */
export async function provideBuiltPage(dataDir: string): Promise<void> {
  const folder = runFolder();
  if (!folder) return;
  const shared = join(folder, 'page');
  const building = `${shared}.building`;
  if (!existsSync(shared) && (await makeFolder(building))) {
    await builtPage(building, vite);
    await rename(building, shared);
  }
  await soon('the page is built', () => existsSync(shared));
  await cp(shared, join(dataDir, 'page'), { recursive: true });
}

/** Makes a folder; false if there is one already. */
async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
