import { setImmediate as afterOthers } from 'node:timers/promises';

/** For work that takes long: call and await it between two steps. Others are served whenever the work has run for this long. */
export function pausesEvery(ms = 10): () => Promise<void> | undefined {
  let since = performance.now();
  return () => (performance.now() - since < ms ? undefined : pause());

  async function pause() {
    await afterOthers();
    since = performance.now();
  }
}
