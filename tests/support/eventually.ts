import { setTimeout as delay } from 'node:timers/promises';

/** Resolves with the first result that is neither undefined nor false; fails naming what it waited for. */
export async function eventually<T>(
  what: string,
  ask: () => T | Promise<T>,
  withinMs = 60_000,
): Promise<Exclude<T, undefined | false>> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const result = await ask();
    if (result !== undefined && result !== false) return result as Exclude<T, undefined | false>;
    if (Date.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await delay(10);
  }
}
