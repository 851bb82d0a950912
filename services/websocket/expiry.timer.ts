import type { Clock } from '../../shared/clock.ts';

/** `setTimeout` takes at most 32 bits, which is 24.8 days. Anything longer would fire at once. */
const longestMs = 2 ** 31 - 1;

/** Runs `work` at that instant, however far away it is. @returns a function that cancels it */
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
