const firstMs = 500;
const longestMs = 30_000;

/** How long to wait before attempt `attempt`, from 1: longer each time, and never the same for all who wait. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const most = Math.min(longestMs, firstMs * 2 ** (attempt - 1));
  return most / 2 + (random() * most) / 2;
}

/** Waits that long, or until it is woken. */
export function pause(ms: number, wake: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
