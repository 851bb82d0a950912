import type { LocalConfig } from './config.ts';
import { type Fact, type Reporter, reporter } from './reporter.ts';
import type { System, SystemEvent, SystemOptions } from './system.ts';

interface Started {
  readonly system: System;
  readonly config: LocalConfig;
  /** To tell, besides the addresses. */
  readonly facts?: readonly Fact[];
}

/**
 * Runs a system as a command at a terminal: tells what happens, stops everything at Ctrl-C, and ends with one line that
 * says what to do when it cannot start.
 */
export async function runInForeground(
  start: (console: Reporter, hooks: Required<Pick<SystemOptions, 'signal' | 'onEvent'>>) => Promise<Started>,
): Promise<void> {
  const console = reporter(process.stdout);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // the terminal may be gone

  const startAbort = new AbortController();
  let system: System | undefined;
  let stopping = false;

  /** Asked for more than once by one Ctrl-C: by the terminal, by npm and by run.cjs. */
  async function stop(): Promise<void> {
    if (stopping) return;
    stopping = true;
    console.line('Stopping ...');
    startAbort.abort();
    await system?.stop();
    if (system) console.line('Stopped.');
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop); // run.cjs is gone
  process.channel?.unref();

  try {
    // Of a start that fails one line is told, by the error below; the rest is in the logs.
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
