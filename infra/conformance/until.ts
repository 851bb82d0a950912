import { setTimeout as delay } from 'node:timers/promises';

/** Resolves with the first answer that is neither undefined nor false; rejects, saying what was awaited, when time is up. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  ms = 30_000,
): Promise<Exclude<T, undefined | false>> {
  const deadline = Date.now() + ms;
  while (true) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer as Exclude<T, undefined | false>;
    if (Date.now() >= deadline) throw new Error(`Waited ${ms} ms in vain until ${what}`);
    await delay(20);
  }
}
