import { setTimeout as pause } from 'node:timers/promises';
import type { Exit } from '../postgres/postgres.types.ts';
import type { Program } from './program.ts';

export type ProcessEvent =
  | { readonly type: 'exited'; readonly process: string; readonly exit: Exit }
  | { readonly type: 'restarted'; readonly process: string; readonly pid: number; readonly afterMs: number }
  | { readonly type: 'failing'; readonly process: string; readonly failures: number; readonly reason: string };

/** A process that is started again whenever it ends. */
export interface Supervised {
  readonly name: string;
  /** The process id, or undefined while the process is down. */
  readonly pid: number | undefined;
  readonly restarts: number;
  /** Sends a signal. Returns whether there was a process to receive it. */
  kill(signal: NodeJS.Signals): boolean;
  stop(): Promise<void>;
}

interface SuperviseOptions {
  readonly name: string;
  readonly start: () => Promise<Program>;
  readonly onEvent?: ((event: ProcessEvent) => void) | undefined;
  /** Aborts the first start. */
  readonly signal?: AbortSignal | undefined;
  /** The time after which a process counts as stable. If it ends later, the pause before its restart does not grow. */
  readonly steadyMs?: number;
  readonly backOffMs?: { readonly first: number; readonly most: number };
}

/**
 * Starts a process and starts it again whenever it ends: at once, or after growing pauses if it keeps failing. Rejects if the
 * first start fails.
 */
export async function supervise(options: SuperviseOptions): Promise<Supervised> {
  const { name, onEvent, steadyMs = 1_000, backOffMs = { first: 100, most: 5_000 } } = options;
  const stopping = new AbortController();
  let current: Program | undefined;
  let restarts = 0;

  const start = async (signal?: AbortSignal) => {
    current = await options.start();
    signal?.throwIfAborted();
    await current.up;
    signal?.throwIfAborted();
    return current;
  };
  let running: Program | undefined;
  const abort = () => void current?.stop();
  options.signal?.addEventListener('abort', abort);
  try {
    running = await start(options.signal);
  } catch (error) {
    await current?.stop();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', abort);
  }

  async function keepRunning(): Promise<void> {
    let upSince = performance.now();
    let downSince = upSince;
    let failures = 0;
    while (!stopping.signal.aborted) {
      if (running) {
        const exit = await running.exited;
        running = undefined;
        current = undefined;
        downSince = performance.now();
        failures = downSince - upSince > steadyMs ? 0 : after(exit, failures);
        if (stopping.signal.aborted) return;
        onEvent?.({ type: 'exited', process: name, exit });
      }
      const delay = failures === 0 ? 0 : Math.min(backOffMs.first * 2 ** (failures - 1), backOffMs.most);
      await pause(delay, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      try {
        running = await start();
        upSince = performance.now();
        restarts += 1;
        onEvent?.({ type: 'restarted', process: name, pid: running.pid, afterMs: upSince - downSince });
      } catch (error) {
        const failed = current as Program | undefined;
        await failed?.stop();
        current = undefined;
        failures = after(await failed?.exited, failures);
        const reason = error instanceof Error ? error.message : String(error);
        if (!stopping.signal.aborted) onEvent?.({ type: 'failing', process: name, failures, reason });
      }
    }
    // The process may have come up again during the stop.
    await running?.stop();
  }
  const over = keepRunning();

  return {
    name,
    get pid() {
      return current?.pid;
    },
    get restarts() {
      return restarts;
    },
    kill(signal) {
      current?.kill(signal);
      return current !== undefined;
    },
    async stop() {
      stopping.abort();
      await current?.stop();
      await over;
    },
  };
}

/** Returns the pause before a restart. After a SIGKILL it is short, because the process itself did not fail. */
function after(exit: Exit | undefined, failures: number): number {
  return exit?.signal === 'SIGKILL' ? Math.max(1, Math.min(failures, 2)) : failures + 1;
}
