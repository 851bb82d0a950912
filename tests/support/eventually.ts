import { setTimeout as delay } from 'node:timers/promises';

/**
 * Resolves with the first result that is neither undefined nor false; fails naming what it waited for. The longer it has waited,
 * the less often it asks, because asking takes time from what it waits for.
 */
export async function eventually<T>(
  what: string,
  ask: () => T | Promise<T>,
  withinMs = 60_000,
): Promise<Exclude<T, undefined | false>> {
  const began = Date.now();
  for (;;) {
    const result = await ask();
    if (result !== undefined && result !== false) return result as Exclude<T, undefined | false>;
    const waitedMs = Date.now() - began;
    if (waitedMs > withinMs) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await delay(Math.min(Math.max(waitedMs / 10, 5), 100));
  }
}
