import { spawn, spawnSync } from 'node:child_process';
import { setInterval } from 'node:timers';
import { root } from '../config.ts';
import { StartError } from '../start-error.ts';
import type { Step } from './plan.ts';

/** The lines of a failed command that are shown. */
const shownLines = 15;

/**
 * Runs the steps one after the other, and prints each with the time it took.
 * @throws StartError with the last lines of a command that failed
 */
export async function runSteps(steps: Step[], env: NodeJS.ProcessEnv, say: (text: string) => void): Promise<void> {
  for (const [index, { title, command, unless }] of steps.entries()) {
    const place = `${index + 1}/${steps.length} ${title}`;
    if (unless && spawnSync(unless[0], unless.slice(1), { cwd: root, env, stdio: 'ignore' }).status === 0) {
      say(`${place}: is there already\n`);
      continue;
    }
    say(`${place} ...\n`);
    const start = performance.now();
    const seconds = () => `${Math.round((performance.now() - start) / 1000)} s`;
    const ticker = setInterval(() => say(`    ${seconds()}\n`), 30_000);
    try {
      await run(command, env);
    } finally {
      clearInterval(ticker);
    }
    say(`    done in ${seconds()}\n`);
  }
}

async function run([program, ...args]: Step['command'], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
    });
  }
  const status = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  if (status === 0) return;
  const last = output.trim().split('\n').slice(-shownLines).join('\n');
  throw new StartError(`${[program, ...args].join(' ')} failed:\n${last}`);
}
