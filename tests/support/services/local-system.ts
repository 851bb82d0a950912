import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PortName, type Ports, portUsers } from '../../../infra/local/config.ts';
import { freePort } from '../../../infra/local/resources/free-port.ts';

/** A folder of its own for a test. */
export function throwAwayFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'todo-chatbot-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Processes with a text, such as a folder's name, in their command or (on Linux) their environment; not this one. */
export function processesWith(text: string): string[] {
  const read = (path: string) => {
    try {
      return readFileSync(path, 'latin1').replaceAll('\0', ' ');
    } catch {
      return ''; // gone, or somebody else's
    }
  };
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-A', '-ww', '-o', 'pid=,command='], { encoding: 'utf8' });
    return stdout.split('\n').filter((line) => line.includes(text) && Number.parseInt(line, 10) !== process.pid);
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => `${read(`/proc/${pid}/cmdline`)} ${read(`/proc/${pid}/environ`)}`.includes(text))
    .map((pid) => `${pid} ${read(`/proc/${pid}/cmdline`)}`);
}

/** A free port for everything a system listens on, so that it runs beside a started one. */
export async function freePorts(): Promise<Ports> {
  const entries: [PortName, number][] = [];
  for (const name of Object.keys(portUsers) as PortName[]) entries.push([name, await freePort()]);
  return Object.fromEntries(entries) as Ports;
}
