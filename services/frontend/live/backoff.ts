const firstMs = 500;
const longestMs = 30_000;

/**
 * Returns how long to wait before an attempt, counted from 1. The wait grows, and is random so that clients do not return all at
 * once.
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const most = Math.min(longestMs, firstMs * 2 ** (attempt - 1));
  return most / 2 + (random() * most) / 2;
}

/** Waits that long, or until `wake` is aborted. */
export function pause(ms: number, wake: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    wake.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
