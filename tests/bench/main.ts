import { cpus, totalmem } from 'node:os';
import { RequirementError } from '../../infra/local/daprd/requirements.ts';
import { StartError } from '../../infra/local/start-error.ts';
import { benchApi } from './api.bench.ts';
import { startBenchSystem } from './bench-system.ts';
import { benchFanOut } from './fan-out.bench.ts';
import { benchLatency } from './latency.bench.ts';
import { benchRelay } from './relay.bench.ts';
import { benchReminders } from './reminder.bench.ts';
import { benchReminderDelay } from './reminder-delay.bench.ts';
import { benchRest } from './rest.bench.ts';
import { previousResults, type Result, saveResults } from './saved-results.ts';
import { benchesAsked } from './selection.ts';
import { findDaprd, type SidecarRuntime } from './sidecar-runtime.ts';
import { benchStart } from './start.bench.ts';

/** The benchmarks in their order. `rest` is first, because it measures the memory of services before they have worked. */
const benches = {
  rest: benchRest,
  api: benchApi,
  latency: benchLatency,
  relay: benchRelay,
  'reminder-delay': benchReminderDelay,
  reminders: benchReminders,
  'fan-out': benchFanOut,
};
type Name = keyof typeof benches | 'start';
/** The benchmarks that measure sidecar and broker. The others measure the services, with any sidecar. */
const throughSidecar: readonly Name[] = ['latency', 'relay'];

const say = (line = '') => process.stdout.write(`${line}\n`);
const before = await previousResults();
const results: Result[] = [];

try {
  const asked = benchesAsked(process.argv.slice(2), ['start', ...Object.keys(benches)] as Name[]);
  const daprd = await findDaprd();
  const processor = `${cpus().length} × ${cpus()[0]?.model.trim()}`;
  const machineFacts = [
    processor,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.version}`,
    ...('versions' in daprd ? [daprd.versions] : []),
  ].join(', ');
  say(machineFacts);
  say('Each is measured against its limit in the same run; medians of interleaved rounds.');
  if (asked.includes('start')) keep(await benchStart());
  const through = asked.filter((name) => throughSidecar.includes(name));
  if ('versions' in daprd) {
    await measure('daprd and Kafka', through);
    await measure(
      'stand-in',
      asked.filter((name) => !through.includes(name)),
    );
  } else {
    if (through.length > 0) warn(through, daprd.missing);
    await measure('stand-in', asked);
  }
  const path = await saveResults({ at: new Date().toISOString(), machine: machineFacts, results });
  say(`\nKept in ${path}, to be compared with by the next run.`);
} catch (error) {
  if (!(error instanceof StartError || error instanceof RequirementError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function measure(runtime: SidecarRuntime, asked: readonly Name[]): Promise<void> {
  const names = asked.filter((name) => name !== 'start');
  if (names.length === 0) return;
  say(`\nOn ${runtime === 'stand-in' ? 'the stand-in for the sidecar' : runtime}: ${names.join(', ')}`);
  const bench = await startBenchSystem(runtime);
  try {
    for (const name of names) {
      keep(await benches[name](bench));
    }
  } finally {
    await bench.stop();
  }
}

function keep(measured: readonly Result[]): void {
  results.push(...measured);
  for (const result of measured) say(line(result));
}

function warn(names: readonly Name[], missing: string): void {
  say(`\n${'!'.repeat(100)}`);
  say(`${names.join(' and ').toUpperCase()} WILL BE MEASURED ON THE STAND-IN, NOT THROUGH DAPRD AND KAFKA.`);
  say(missing);
  say('!'.repeat(100));
}

function line({ name, ours, limit, unit, aim }: Result): string {
  const ratio = ours / limit;
  const figures = `${number(ours)} of ${number(limit)} ${unit}`;
  return `${name.padEnd(58)} ${figures.padEnd(30)} ratio ${ratio.toFixed(2).padStart(5)}${last(name)}${aim ? verdict(ratio, aim) : ''}`;
}

/** Returns the ratio of the previous run, if there is one. */
function last(name: string): string {
  const result = before.get(name);
  return result ? `  (${(result.ours / result.limit).toFixed(2)} before)` : '';
}

function verdict(ratio: number, aim: NonNullable<Result['aim']>): string {
  const reached = 'atLeast' in aim ? ratio >= aim.atLeast : ratio <= aim.atMost;
  const wanted = 'atLeast' in aim ? `≥ ${aim.atLeast}` : `≤ ${aim.atMost}`;
  return `   aim ${wanted.padEnd(6)} ${reached ? 'reached' : 'MISSED'}`;
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
