import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../local/config.ts';
import type { Result } from './main.ts';

export interface KeptResults {
  at: string;
  machine: string;
  results: Result[];
}

const folder = join(root, '.data', 'bench');

/** Of the newest run that was kept. */
export async function resultsBefore(): Promise<KeptResults | undefined> {
  const names = await readdir(folder).catch(() => []);
  const newest = names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .at(-1);
  return newest && JSON.parse(await readFile(join(folder, newest), 'utf8'));
}

/** @returns where. */
export async function keepResults(kept: KeptResults): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${kept.at.replaceAll(':', '-')}.json`);
  await writeFile(path, `${JSON.stringify(kept, undefined, 2)}\n`);
  return path;
}
