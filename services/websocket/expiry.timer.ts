import type { Clock } from '../../shared/clock.ts';

/** `setTimeout` counts in 32 bits, which is 24.8 days; anything longer would fire at once. */
const longestMs = 2 ** 31 - 1;

/** Does the work at that instant, however far it is. @returns what cancels it. */
export function atInstant(instant: Date, clock: Clock, work: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    const leftMs = instant.getTime() - clock().getTime();
    if (leftMs <= 0) return work();
    timer = setTimeout(wait, Math.min(leftMs, longestMs));
    timer.unref();
  };
  wait();
  return () => clearTimeout(timer);
}
