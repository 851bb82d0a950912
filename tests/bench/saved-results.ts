import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../infra/local/config.ts';

/** A measured value, the limit with which it is compared, and the aim for their ratio. */
export interface Result {
  name: string;
  ours: number;
  limit: number;
  unit: string;
  /** The aim for the ratio. Without an aim, the line is only informative. */
  aim?: { atLeast: number } | { atMost: number };
}

export interface SavedResults {
  at: string;
  machine: string;
  results: Result[];
}

const folder = join(root, '.data', 'bench');

/** Returns the newest saved result of each benchmark, because not every run measures all of them. */
export async function previousResults(): Promise<Map<string, Result>> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  const newest = new Map<string, Result>();
  for (const name of names.sort()) {
    const { results }: SavedResults = JSON.parse(await readFile(join(folder, name), 'utf8'));
    for (const result of results) newest.set(result.name, result);
  }
  return newest;
}

/** Saves the results of a run and returns the path of the file. */
export async function saveResults(run: SavedResults): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${run.at.replaceAll(':', '-')}.json`);
  await writeFile(path, `${JSON.stringify(run, undefined, 2)}\n`);
  return path;
}
