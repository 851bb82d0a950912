import { environment } from '../../infra/local/config.ts';

const { PROPERTY_RUNS, PROPERTY_SEED } = environment;

/** `npm test` tries the same few inputs every time; a run with `PROPERTY_RUNS` tries that many times as many, each time others. */
const factor = Number(PROPERTY_RUNS ?? 1);
const seed = PROPERTY_SEED ? Number(PROPERTY_SEED) : PROPERTY_RUNS ? Date.now() % 2 ** 31 : 2026;

/** The parameters of fast-check for a random property. @param numRuns in `npm test` */
export function propertyRuns(numRuns: number): { numRuns: number; seed: number; includeErrorInReport: boolean } {
  return { numRuns: Math.ceil(numRuns * factor), seed, includeErrorInReport: true };
}
