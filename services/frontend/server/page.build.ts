import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build, type InlineConfig } from 'vite';

const frontend = join(import.meta.dirname, '..');
const root = join(frontend, '../..');

/** The page is built anew only when one of these changes. */
const sources = [frontend, join(root, 'shared'), join(root, 'package-lock.json')];
const noSource = /(\.test\.tsx?|\/dist|\/node_modules|\/\.[^/]*)$/;

/**
 * Returns the path of the page built from the present sources, and builds it if it is not there. Its folder inside `folder` is
 * named by a hash of the sources. Older builds are removed.
 */
export async function builtPage(folder: string, config: InlineConfig): Promise<{ path: string; wasBuilt: boolean }> {
  await mkdir(folder, { recursive: true });
  const name = await fingerprint();
  const path = join(folder, name);
  const wasBuilt = !existsSync(path);
  if (wasBuilt) {
    // The folder gets its final name once the build is complete, because the process may end, or another may build the same page.
    const unfinished = join(folder, `${name}.${process.pid}`);
    await build({ ...config, build: { outDir: unfinished, emptyOutDir: true } });
    await rename(unfinished, path).catch((error) => {
      if (!existsSync(path)) throw error;
    });
  }
  const others = (await readdir(folder)).filter((other) => other !== name);
  await Promise.all(others.map((other) => rm(join(folder, other), { recursive: true, force: true })));
  return { path, wasBuilt };
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await filesOf(source)) hash.update(`${relative(root, file)}\0`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!entries) return [path];
  const files = entries
    .map((entry) => ({ path: join(path, entry.name), isFolder: entry.isDirectory() }))
    .filter((entry) => !noSource.test(entry.path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((entry) => (entry.isFolder ? filesOf(entry.path) : [entry.path]));
  return (await Promise.all(files)).flat();
}
