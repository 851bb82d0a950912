/** Random numbers that are the same for the same seed. */
export interface Random {
  /** Returns a number from 0 to below 1. */
  uniform(): number;
  exponential(mean: number): number;
  index(count: number): number;
}

/** The generator mulberry32 of Tommy Ettinger. */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    uniform,
    exponential: (mean) => -Math.log(1 - uniform()) * mean,
    index: (count) => Math.floor(uniform() * count),
  };
}
