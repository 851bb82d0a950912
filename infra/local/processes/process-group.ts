import { join } from 'node:path';
import { environment, inheritedEnvironment } from '../config.ts';
import { startPostgres } from '../postgres/postgres.ts';
import type { PostgresOptions } from '../postgres/postgres.types.ts';
import { StartError } from '../start-error.ts';
import { type LogEntry, openLog, type ProcessLog } from './process-log.ts';
import type { ProcessPlan } from './process-plan.ts';
import { type Program, startProgram } from './program.ts';
import { type ProcessEvent, type Supervised, supervise } from './supervisor.ts';

export type GroupEvent = ProcessEvent | ({ readonly type: 'log'; readonly process: string } & LogEntry);

export interface ProcessGroup {
  readonly processes: ReadonlyMap<string, Supervised>;
  /** Keeps PostgreSQL running. Resolves with its data folder when it accepts connections. */
  runPostgres(options: PostgresOptions): Promise<string>;
  /** Keeps a process running. Resolves when it is up. */
  run(plan: ProcessPlan): Promise<void>;
  /** Runs a program to its end; rejects when it fails. */
  runOnce(name: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

interface GroupOptions {
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly onEvent?: ((event: GroupEvent) => void) | undefined;
  readonly signal: AbortSignal;
}

/** Keeps the processes of one system running, each with its log file, and stops them in order. */
export function processGroup({ dataDir, env, onEvent, signal }: GroupOptions): ProcessGroup {
  let quiet = false; // while everything stops, errors about missing peers go to the log files only
  const inherited = {
    NODE_COMPILE_CACHE: join(dataDir, 'compile-cache'), // later starts reuse the compiled code
    ...inheritedEnvironment(environment),
    NO_COLOR: '1',
    ...env,
  };
  const processes = new Map<string, Supervised>();
  const stops = new Map<string, ProcessPlan['stops']>();
  const logs: ProcessLog[] = [];
  const starting: Promise<void>[] = [];

  const logOf = (name: string) => {
    const log = openLog(join(dataDir, 'logs', `${name}.log`), (entry) => {
      if (!quiet) onEvent?.({ type: 'log', process: name, ...entry });
    });
    logs.push(log);
    return log;
  };
  const run = (name: string, start: () => Promise<Program>) => {
    const started = supervise({ name, start, onEvent, signal }).then((supervised) => {
      processes.set(name, supervised);
    });
    started.catch(() => {}); // the caller may await it later; until then a rejection must not end this process
    starting.push(started);
    return started;
  };

  return {
    processes,
    run(plan) {
      stops.set(plan.name, plan.stops);
      const log = logOf(plan.name);
      return run(plan.name, async () => startProgram({ ...plan, env: { ...inherited, ...plan.env }, log }));
    },
    async runPostgres(options) {
      const log = logOf('postgres');
      const grave = /PANIC|No space left|Read-only file system/; // the caller reports everything else
      const onLog = (line: string) => log.line(line, grave.test(line) ? 'error' : 'info');
      let folder = options.dataDir;
      await run('postgres', async () => {
        const postgres = await startPostgres({ ...options, onLog });
        folder = postgres.dataDir;
        return { ...postgres, up: Promise.resolve() };
      });
      return folder;
    },
    async runOnce(name, args, added) {
      signal.throwIfAborted();
      const log = logOf(name);
      const program = startProgram({ name, args, env: { ...inherited, ...added }, log });
      const abort = () => program.kill('SIGTERM');
      signal.addEventListener('abort', abort);
      const { code } = await program.exited;
      signal.removeEventListener('abort', abort);
      signal.throwIfAborted();
      if (code !== 0) throw new StartError(`The program "${name}" failed: ${await program.failureReason()}.`);
    },
    async stop() {
      quiet = true;
      await Promise.allSettled(starting);
      const names = [...processes.keys()].filter((name) => name !== 'postgres');
      const stop = (these: string[]) => Promise.all(these.map((name) => processes.get(name)?.stop()));
      for (const when of ['before', undefined, 'after'] as const) {
        await stop(names.filter((name) => stops.get(name) === when));
      }
      await stop(['postgres']);
      for (const log of logs) log.close();
    },
  };
}
