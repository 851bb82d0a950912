import { environment, localConfig } from './config.ts';
import { reporter } from './reporter.ts';
import { type System, type SystemEvent, startSystem } from './system.ts';

const console = reporter(process.stdout);
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // the terminal may be gone

const giveUp = new AbortController();
let system: System | undefined;
let stopping = false;

/** Asked for more than once by one Ctrl-C: by the terminal, by npm and by run.cjs. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  console.line('Stopping ...');
  giveUp.abort();
  await system?.stop();
  if (system) console.line('Stopped.');
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
process.on('disconnect', stop); // run.cjs is gone
process.channel?.unref();

try {
  const config = localConfig(environment);
  console.line(`Starting the todo chatbot, ${config.phase5 ? 'Phase 5 (events)' : 'Phase 4'}:`);
  const { phase5, dataDir, ports } = config;
  // Of a start that fails one line is told, by the error below; the rest is in the logs.
  const held: SystemEvent[] = [];
  const onEvent = (event: SystemEvent) => (event.type === 'log' && !system ? held.push(event) : console.event(event));
  system = await startSystem({ phase5, dataDir, ports, signal: giveUp.signal, onEvent });
  console.ready(system, config);
  held.forEach(console.event);
} catch (error) {
  if (!giveUp.signal.aborted) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${message.replace(/\s*\n\s*/g, ' ')}\n`);
    process.exitCode = 1;
  }
}
