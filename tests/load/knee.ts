/** What decides whether a rate of requests is too high. */
interface Result {
  readonly wanted: number;
  readonly succeeded: number;
  readonly failed: number;
  /** In ms. */
  readonly p95: number;
}

const longestP95Ms = 250;

/** A rate is too high if its 95th percentile is too long, or if more than one request in a hundred fails. */
export function holds({ p95, failed, succeeded }: Result): boolean {
  return p95 <= longestP95Ms && failed <= succeeded / 100;
}

/** Tries rising rates in ever smaller steps, and returns the result of the highest that holds, if the first one does. */
export async function findKnee<R extends Result>(
  firstRate: number,
  tryRate: (rate: number) => R | Promise<R>,
): Promise<R | undefined> {
  let good: R | undefined;
  let rate = firstRate;
  let growth = 2;
  while (growth > 1.05) {
    const result = await tryRate(rate);
    if (holds(result)) good = result;
    else growth = Math.sqrt(growth);
    rate = Math.round((good?.wanted ?? firstRate / 2) * growth);
  }
  return good;
}
