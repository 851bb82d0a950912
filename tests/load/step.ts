import { setTimeout as delay } from 'node:timers/promises';
import type { Crowd } from './simulated-users.ts';

/** What a rate led to; times in ms. */
export interface Step {
  wanted: number;
  answered: number;
  failed: number;
  /** From the first request to the last answer. */
  seconds: number;
  p50: number;
  p95: number;
  p99: number;
  liveP95: number;
}

/** More than this under way, and the rate is not reached: the rest is counted as failed, not sent. */
const mostUnderWay = 5_000;

/** Requests at random moments (a Poisson process) of that rate, each timed from the moment at which it was due. */
export async function step(crowd: Crowd, rate: number, seconds: number): Promise<Step> {
  const times: number[] = [];
  const underWay = new Set<Promise<void>>();
  let failed = 0;
  crowd.liveUpdates();
  const began = performance.now();
  for (let due = began; due < began + seconds * 1000; due += (-Math.log(1 - Math.random()) * 1000) / rate) {
    const early = due - performance.now();
    if (early > 1) await delay(early);
    if (underWay.size >= mostUnderWay) {
      failed += 1;
      // The timers above do not run while requests are overdue; answers must be able to.
      await delay(1);
      continue;
    }
    const answer = crowd.act().then(
      () => void times.push(performance.now() - due),
      () => {
        failed += 1;
      },
    );
    underWay.add(answer);
    answer.then(() => underWay.delete(answer));
  }
  await Promise.all(underWay);
  const percentile = (values: number[], share: number) =>
    values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
  return {
    ...{ wanted: rate, answered: times.length, failed, seconds: (performance.now() - began) / 1000 },
    ...{ p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) },
    liveP95: percentile(crowd.liveUpdates(), 0.95),
  };
}
