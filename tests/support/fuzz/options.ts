import fc from 'fast-check';
import { environment } from '../../../infra/local/config.ts';

/** The number of runs that `npm run test:fuzz` gives the usual property. */
const { FUZZ_RUNS, FUZZ_SEED } = environment;

/** `npm test` sends the same few requests every time; `npm run test:fuzz` sends many, and others each time. */
export const seed = FUZZ_SEED ? Number(FUZZ_SEED) : FUZZ_RUNS ? Date.now() % 2 ** 31 : 2026;

const usual = 20;

/** @param runs in `npm test`; a property whose runs are dear has fewer */
export async function holds<T>(arbitrary: fc.Arbitrary<T>, property: (input: T) => Promise<void>, runs = usual) {
  const numRuns = FUZZ_RUNS ? Math.ceil((Number(FUZZ_RUNS) * runs) / usual) : runs;
  await fc.assert(fc.asyncProperty(arbitrary, property), { numRuns, seed, includeErrorInReport: true });
}
