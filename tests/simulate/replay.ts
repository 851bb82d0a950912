import { percentile } from '../bench/measure.ts';
import { type Part, parts } from './costs.ts';
import type { SystemModel } from './system.model.ts';

/** Some time with a constant rate of requests. */
export interface Period {
  /** Requests a second. */
  readonly rate: number;
  readonly seconds: number;
}

/** What a period was like. Percentiles are in ms. */
export interface Outcome {
  readonly wanted: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly liveP95: number;
  /** The mean length of the queue of each part, with what was being served, in all its replicas. */
  readonly queues: Readonly<Record<Part, number>>;
  /** The cores that were busy, on average. */
  readonly cores: number;
}

/** Sends requests at random moments (a Poisson process), period after period, and lets the last of them end. */
export function replay(model: SystemModel, periods: readonly Period[]): Outcome[] {
  const outcomes = periods.map((period) => replayOne(model, period));
  model.timeline.runUntilEmpty();
  return outcomes.map((outcome) => outcome());
}

function replayOne(model: SystemModel, { rate, seconds }: Period): () => Outcome {
  const { timeline, random } = model;
  const end = timeline.now + seconds * 1000;
  const [times, liveTimes]: number[][] = [[], []];
  const before = totals(model);
  const send = () => {
    const sent = timeline.now;
    let committed = sent;
    model.send(
      () => {
        committed = timeline.now;
        times!.push(committed - sent);
      },
      () => liveTimes!.push(timeline.now - committed),
    );
  };
  const arrive = () => {
    if (timeline.now > end) return;
    send();
    timeline.after(random.exponential(1000 / rate), arrive);
  };
  timeline.after(random.exponential(1000 / rate), arrive);
  timeline.runUntil(end);
  const after = totals(model);
  const mean = (total: (of: typeof before) => number) => (total(after) - total(before)) / (seconds * 1000);
  return () => ({
    wanted: rate,
    succeeded: times!.length,
    failed: 0,
    p50: percentile(times!, 0.5),
    p95: percentile(times!, 0.95),
    p99: percentile(times!, 0.99),
    liveP95: percentile(liveTimes!, 0.95),
    queues: Object.fromEntries(parts.map((part) => [part, mean(({ lengths }) => lengths[part])])) as Outcome['queues'],
    cores: mean(({ used }) => used),
  });
}

function totals({ programs, usedMs }: SystemModel) {
  const lengthMs = (part: Part) => programs[part].reduce((sum, program) => sum + program.lengthMs, 0);
  return {
    used: usedMs,
    lengths: Object.fromEntries(parts.map((part) => [part, lengthMs(part)])) as Record<Part, number>,
  };
}
