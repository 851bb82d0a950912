import { cpus, totalmem } from 'node:os';
import { benchApi } from './api.bench.ts';
import { startBenchSystem } from './bench-system.ts';
import { benchFanOut } from './fan-out.bench.ts';
import { keepResults, resultsBefore } from './kept.results.ts';
import { benchLatency } from './latency.bench.ts';
import { benchRelay } from './relay.bench.ts';
import { benchReminders } from './reminder.bench.ts';
import { benchRest } from './rest.bench.ts';

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

const processor = `${cpus().length} × ${cpus()[0]?.model.trim()}`;
const machine = `${processor}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
const before = await resultsBefore();
const results: Result[] = [];
say(machine);
say('Starting the system …');
const bench = await startBenchSystem();
try {
  say('Measuring, each against its limit in the same run; medians of interleaved rounds.\n');
  for (const measure of [benchRest, benchApi, benchLatency, benchRelay, benchReminders, benchFanOut]) {
    for (const result of await measure(bench)) {
      results.push(result);
      say(line(result));
    }
  }
  say(
    `\nKept in ${await keepResults({ at: new Date().toISOString(), machine, results })}, to be compared with by the next run.`,
  );
} finally {
  await bench.stop();
}

function line({ name, ours, limit, unit, aim }: Result): string {
  const ratio = ours / limit;
  const figures = `${number(ours)} of ${number(limit)} ${unit}`;
  return `${name.padEnd(52)} ${figures.padEnd(30)} ratio ${ratio.toFixed(2).padStart(5)}${last(name)}${aim ? verdict(ratio, aim) : ''}`;
}

/** The ratio of the run before, if there was one. */
function last(name: string): string {
  const result = before?.results.find((result) => result.name === name);
  return before ? `  (${(result ? result.ours / result.limit : Number.NaN).toFixed(2)} before)` : '';
}

function verdict(ratio: number, aim: NonNullable<Result['aim']>): string {
  const reached = 'atLeast' in aim ? ratio >= aim.atLeast : ratio <= aim.atMost;
  const wanted = 'atLeast' in aim ? `≥ ${aim.atLeast}` : `≤ ${aim.atMost}`;
  return `   aim ${wanted.padEnd(6)} ${reached ? 'reached' : 'MISSED'}`;
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}
