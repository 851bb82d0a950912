const firstMs = 500;
const longestMs = 30_000;

/** How long to wait before attempt `attempt`, from 1: longer each time, and never the same for all who wait. */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const most = Math.min(longestMs, firstMs * 2 ** (attempt - 1));
  return most / 2 + (random() * most) / 2;
}
