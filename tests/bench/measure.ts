/** Returns the middle value, or the upper one of the two middle values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Returns the least value that at least this share of the values do not exceed, or 0 if there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** Returns the completed requests per second, with `concurrency` requests in flight. Any failure fails the measurement. */
export async function throughput(request: () => Promise<unknown>, concurrency: number, ms: number): Promise<number> {
  let answered = 0;
  const start = performance.now();
  const worker = async () => {
    while (performance.now() - start < ms) {
      await request();
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return (answered * 1000) / (performance.now() - start);
}

/** Measures both in turn, so that a slow phase of the machine affects both. The first round warms up and does not count. */
export async function interleaved(
  rounds: number,
  first: () => Promise<number>,
  second: () => Promise<number>,
): Promise<[number, number]> {
  const results: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1) {
    const pair = [await first(), await second()] as const;
    if (round === 0) continue;
    results[0].push(pair[0]);
    results[1].push(pair[1]);
  }
  return [median(results[0]), median(results[1])];
}
