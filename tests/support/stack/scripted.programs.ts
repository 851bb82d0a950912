import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes scripts of Bash into a folder, which stand for the programs of these names. */
export async function writePrograms(folder: string, programs: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(programs)) {
    await writeFile(join(folder, name), `#!/bin/bash\n${content}\n`, { mode: 0o755 });
  }
}

/** Runs a script as its Job does. */
export function runScript(script: string, env: NodeJS.ProcessEnv) {
  return spawnSync('/bin/bash', ['-euo', 'pipefail', '-c', script], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
