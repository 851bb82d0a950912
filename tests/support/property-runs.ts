import fc from 'fast-check';
import { environment } from '../../infra/local/config.ts';

/** `npm test` tries the same few inputs of each property every time. With `PROPERTY_RUNS=50` it is 50 times as many, and others each time. */
const { PROPERTY_RUNS, PROPERTY_SEED } = environment;

export const seed = PROPERTY_SEED ? Number(PROPERTY_SEED) : PROPERTY_RUNS ? Date.now() % 2 ** 31 : 2026;

/** The parameters of a random property for fast-check. @param runs in `npm test` */
export function propertyRuns(runs: number): { numRuns: number; seed: number } {
  return { numRuns: Math.ceil(runs * Number(PROPERTY_RUNS ?? 1)), seed };
}

/** @param runs in `npm test`; a property whose runs take long has fewer */
export async function holds<T>(arbitrary: fc.Arbitrary<T>, property: (input: T) => Promise<void>, runs = 10) {
  await fc.assert(fc.asyncProperty(arbitrary, property), { ...propertyRuns(runs), includeErrorInReport: true });
}
