import { spawn } from 'node:child_process';
import { get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../config.ts';
import type { Exit } from '../postgres/postgres.types.ts';
import { StartError } from '../start-error.ts';
import { guard } from './guard.ts';
import type { ProcessLog } from './process-log.ts';

/** A running process. */
export interface Program {
  readonly pid: number;
  /** Resolves when the program is up. Rejects if it ends before that. */
  readonly up: Promise<void>;
  readonly exited: Promise<Exit>;
  kill(signal: NodeJS.Signals): void;
  stop(): Promise<void>;
}

export interface ProgramOptions {
  readonly name: string;
  /** A program on the PATH. Default: Node, with a file and its arguments in `args`. */
  readonly command?: string | undefined;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly log: ProcessLog;
  /** This URL responds with 2xx when the program is up. Default: the program is up at once. */
  readonly upUrl?: string | undefined;
}

const preload = new URL('./die-with-parent.mjs', import.meta.url).href;
const upMs = 60_000;
const stopMs = 22_000; // a service drains for up to 20 s

/** Starts a program that ends when this process ends. */
export function startProgram(options: ProgramOptions): Program & { failureReason(): Promise<string> } {
  const { name, command, args, env, log, upUrl } = options;
  const child = spawn(command ?? process.execPath, command ? args : ['--import', preload, ...args], {
    cwd: root,
    detached: true, // Ctrl-C must reach only the supervisor, which stops everything in order
    env,
    stdio: command ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const guarded = command && child.pid ? guard(child.pid, command, ['TERM', 'KILL']) : undefined;
  log.forget();
  log.read(child.stdout!, 'info');
  log.read(child.stderr!, 'error');
  child.channel?.unref();

  const over = new AbortController();
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', async (code, signal) => {
      await guarded?.release();
      resolve({ code, signal });
    });
    child.once('error', () => resolve({ code: 127, signal: null }));
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const failureReason = async () => {
    await exited;
    await Promise.race([closed, pause(500, undefined, { ref: false })]); // output may arrive after the exit
    return `${log.lastError() ?? 'it gave no reason'} (see ${log.path})`;
  };
  const stoppedEarly = exited.then(async ({ signal }) => {
    over.abort();
    if (signal) throw new StartError(`The ${name} was ended by ${signal} while starting.`);
    throw new StartError(`The ${name} stopped while starting: ${await failureReason()}.`);
  });
  const up = upUrl
    ? untilUp(name, upUrl, log, over.signal).catch((error) =>
        over.signal.aborted ? stoppedEarly : Promise.reject(error),
      )
    : Promise.resolve();
  for (const handled of [stoppedEarly, up]) handled.catch(() => {});

  let stopped: Promise<void> | undefined; // sent only once, because a second SIGTERM would end the drain
  const stop = async () => {
    child.kill('SIGTERM');
    const waited = new AbortController();
    const late = pause(stopMs, 'late', { signal: waited.signal }).catch(() => 'cancelled');
    if ((await Promise.race([exited, late])) === 'late') child.kill('SIGKILL');
    waited.abort();
    await exited;
  };

  return {
    pid: child.pid ?? -1,
    up,
    exited,
    failureReason,
    kill: (signal) => void child.kill(signal),
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function untilUp(name: string, url: string, log: ProcessLog, signal: AbortSignal): Promise<void> {
  for (const began = Date.now(); Date.now() - began < upMs; await pause(25, undefined, { signal })) {
    if (await isUp(url)) return;
  }
  throw new StartError(`The ${name} did not get ready within ${upMs / 1000} s (see ${log.path}).`);
}

/** Returns whether a GET request gets a response with 2xx. */
export function isUp(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 5_000 }, (response) => {
      response.resume();
      resolve(response.statusCode !== undefined && response.statusCode >= 200 && response.statusCode < 300);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
