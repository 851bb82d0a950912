import { cpus, totalmem } from 'node:os';
import { benchApi } from './api.bench.ts';
import { startBenchSystem } from './bench-system.ts';
import { benchLatency } from './latency.bench.ts';
import { benchRelay } from './relay.bench.ts';
import { benchReminders } from './reminder.bench.ts';

/** What was measured, against what, and what is aimed at. */
export interface Result {
  name: string;
  ours: number;
  limit: number;
  unit: string;
  /** For the ratio; without one the line only informs. */
  aim?: { atLeast: number } | { atMost: number };
}

const say = (line = '') => process.stdout.write(`${line}\n`);

say(`${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`);
say('Starting the system …');
const bench = await startBenchSystem();
try {
  say('Measuring, each against its limit in the same run; medians of interleaved rounds.\n');
  for (const measure of [benchApi, benchLatency, benchRelay, benchReminders]) {
    for (const result of await measure(bench)) say(line(result));
  }
} finally {
  await bench.stop();
}

function line({ name, ours, limit, unit, aim }: Result): string {
  const ratio = ours / limit;
  const figures = `${number(ours)} of ${number(limit)} ${unit}`;
  return `${name.padEnd(52)} ${figures.padEnd(30)} ratio ${ratio.toFixed(2).padStart(5)}${aim ? verdict(ratio, aim) : ''}`;
}

function verdict(ratio: number, aim: NonNullable<Result['aim']>): string {
  const reached = 'atLeast' in aim ? ratio >= aim.atLeast : ratio <= aim.atMost;
  const wanted = 'atLeast' in aim ? `≥ ${aim.atLeast}` : `≤ ${aim.atMost}`;
  return `   aim ${wanted.padEnd(6)} ${reached ? 'reached' : 'MISSED'}`;
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
