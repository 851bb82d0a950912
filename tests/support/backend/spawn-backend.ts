import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '../eventually.ts';

const program = fileURLToPath(new URL('../../../services/backend/main.ts', import.meta.url));

export interface SpawnedBackend {
  process: ChildProcess;
  /** Its log: JSON lines, parsed. */
  log(): Record<string, unknown>[];
  /** All that it wrote, log lines and standard error. */
  output(): string;
  /** Resolves with the code it exits with. */
  exited: Promise<number | null>;
  logged(message: string): Promise<Record<string, unknown>>;
}

/** `main.ts` as a process of its own, with this environment and nothing else but where compiled code is kept. */
export function spawnBackend(env: Record<string, string>): SpawnedBackend {
  const { NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, [program], {
    env: NODE_COMPILE_CACHE ? { ...env, NODE_COMPILE_CACHE } : env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'close').then(([code]) => code as number | null);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const log = () =>
    output
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => JSON.parse(line));
  return {
    process: child,
    exited,
    log,
    output: () => output,
    logged: (message) =>
      eventually(`"${message}" in the log`, () => {
        if (child.exitCode !== null) throw new Error(`It exited with ${child.exitCode}: ${output}`);
        return log().find(({ msg }) => msg === message);
      }),
  };
}
