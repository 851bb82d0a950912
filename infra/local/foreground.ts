import type { LocalConfig } from './config.ts';
import { type Fact, type Reporter, reporter } from './reporter.ts';
import type { System, SystemEvent, SystemOptions } from './system.ts';

interface Started {
  readonly system: System;
  readonly config: LocalConfig;
  /** Facts to print in addition to the addresses. */
  readonly facts?: readonly Fact[];
}

/**
 * Runs a system as a command at a terminal. It prints what happens and stops everything at Ctrl-C. If the system cannot start, it
 * prints one line that says what to do.
 */
export async function runInForeground(
  start: (console: Reporter, hooks: Required<Pick<SystemOptions, 'signal' | 'onEvent'>>) => Promise<Started>,
): Promise<void> {
  const console = reporter(process.stdout);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // the terminal may be closed

  const startAbort = new AbortController();
  let system: System | undefined;
  let stopping = false;

  /** Stops the system. One Ctrl-C calls this several times: the terminal, npm and run.cjs each send a signal. */
  async function stop(): Promise<void> {
    if (stopping) return;
    stopping = true;
    console.line('Stopping ...');
    startAbort.abort();
    await system?.stop();
    if (system) console.line('Stopped.');
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop); // run.cjs has ended
  process.channel?.unref();

  try {
    // If the start fails, only the error below is printed. These events are in the log files.
    const held: SystemEvent[] = [];
    const onEvent = (event: SystemEvent) => (event.type === 'log' && !system ? held.push(event) : console.event(event));
    const started = await start(console, { signal: startAbort.signal, onEvent });
    system = started.system;
    console.ready(system, started.config, started.facts);
    held.forEach(console.event);
  } catch (error) {
    if (!startAbort.signal.aborted) {
      const message = error instanceof Error ? error.message : String(error);
      process.stderr.write(`${message.replace(/\s*\n\s*/g, ' ')}\n`);
      process.exitCode = 1;
    }
  }
}
