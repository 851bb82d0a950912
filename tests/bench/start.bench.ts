import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../../infra/local/config.ts';
import { freePorts, throwAwayFolder } from '../support/services/local-system.ts';
import { median } from './measure.ts';
import type { Result } from './saved-results.ts';

const starts = 3;
/** Compiled code is written, and what the start needed is given back. */
const untilRestMs = 5_000;

/** Starts everything as `npm start` does, first in a new folder and then again. Measures later starts, and the memory at rest. */
export async function benchStart(): Promise<Result[]> {
  const folder = throwAwayFolder();
  const ports = Object.entries(await freePorts()).map(([name, port]) => [name, String(port)]);
  const env = { ...process.env, ...Object.fromEntries(ports), DATA_DIR: folder.path };
  const [times, memory]: [number[], number[]] = [[], []];
  try {
    for (let start = 0; start <= starts; start += 1) {
      const began = performance.now();
      const program = spawn(process.execPath, [join(root, 'infra/local/main.ts')], { env, stdio: 'pipe' });
      await isReady(program);
      if (start > 0) times.push((performance.now() - began) / 1000);
      await delay(untilRestMs);
      if (start > 0) memory.push(memoryOfTree(program.pid!) / 2 ** 20);
      const ended = once(program, 'exit');
      program.kill('SIGTERM');
      await ended;
    }
  } finally {
    folder.remove();
  }
  return [
    { name: 'npm start, from the second time on', ours: median(times), limit: 1.5, unit: 's' },
    { name: 'All of npm start at rest, with PostgreSQL', ours: median(memory), limit: 450, unit: 'MiB' },
  ];
}

async function isReady(program: ChildProcess): Promise<void> {
  for await (const line of createInterface(program.stdout!)) if (line.includes('Ctrl-C')) return;
  throw new Error('The system did not start.');
}

/** Adds up the memory of a process and all below it. What they share, such as their program, counts once. */
function memoryOfTree(root: number): number {
  const programs = new Map<string, number>();
  let own = 0;
  for (const pid of treeOf(root)) {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    own += kibibytes(rollup, 'Pss_Anon') + kibibytes(rollup, 'Pss_Shmem');
    const program = readlinkSync(`/proc/${pid}/exe`);
    const files = kibibytes(readFileSync(`/proc/${pid}/status`, 'utf8'), 'RssFile');
    programs.set(program, Math.max(programs.get(program) ?? 0, files));
  }
  return (own + programs.values().reduce((sum, files) => sum + files, 0)) * 1024;
}

function kibibytes(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1]);
}

function treeOf(pid: number): number[] {
  const tasks = readdirSync(`/proc/${pid}/task`);
  const children = tasks.flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' '));
  return [pid, ...children.filter(Boolean).flatMap((child) => treeOf(Number(child)))];
}
