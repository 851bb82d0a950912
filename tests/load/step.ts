import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '../bench/measure.ts';
import type { SimulatedUsers } from './simulated-users.ts';

/** The result of one request rate. Percentiles are in milliseconds. */
export interface Step {
  wanted: number;
  succeeded: number;
  failed: number;
  /** The time from the first request to the last response. */
  seconds: number;
  p50: number;
  p95: number;
  p99: number;
  liveP95: number;
}

/** With this many requests in flight, further requests are not sent and count as failed. */
const mostUnderWay = 5_000;

/** Sends requests at random moments (a Poisson process) at that rate, and times each from the moment it was due. */
export async function step(users: SimulatedUsers, rate: number, seconds: number): Promise<Step> {
  const times: number[] = [];
  const underWay = new Set<Promise<void>>();
  let failed = 0;
  users.liveUpdates();
  const began = performance.now();
  for (let due = began; due < began + seconds * 1000; due += (-Math.log(1 - Math.random()) * 1000) / rate) {
    const early = due - performance.now();
    if (early > 1) await delay(early);
    if (underWay.size >= mostUnderWay) {
      failed += 1;
      // While requests are overdue, the loop does not wait above. This pause lets responses arrive.
      await delay(1);
      continue;
    }
    const response = users.act().then(
      () => void times.push(performance.now() - due),
      () => {
        failed += 1;
      },
    );
    underWay.add(response);
    response.then(() => underWay.delete(response));
  }
  await Promise.all(underWay);
  return {
    wanted: rate,
    succeeded: times.length,
    failed,
    seconds: (performance.now() - began) / 1000,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    liveP95: percentile(users.liveUpdates(), 0.95),
  };
}
