import { setTimeout as delay } from 'node:timers/promises';
import { SidecarTimeoutError } from './sidecar.errors.ts';

/** Settles as `call` does, or rejects after `ms`. The SDK has no time-outs. */
export async function within<T>(ms: number, action: string, call: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const expired = delay(ms, undefined, { signal: timer.signal }).then(() => {
    throw new SidecarTimeoutError(`${action}: no response within ${ms} ms`);
  });
  // The promise that loses the race must not count as unhandled.
  expired.catch(() => undefined);
  try {
    return await Promise.race([call, expired]);
  } finally {
    timer.abort();
  }
}
