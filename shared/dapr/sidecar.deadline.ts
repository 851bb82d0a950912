import { setTimeout as delay } from 'node:timers/promises';
import { SidecarTimeoutError } from './sidecar.errors.ts';

/** Settles as `call` does, but within `ms`: the SDK knows no time-outs. */
export async function within<T>(ms: number, what: string, call: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const expired = delay(ms, undefined, { signal: timer.signal }).then(() => {
    throw new SidecarTimeoutError(`${what}: no answer within ${ms} ms`);
  });
  // The one that loses the race must not count as unhandled.
  expired.catch(() => undefined);
  try {
    return await Promise.race([call, expired]);
  } finally {
    timer.abort();
  }
}
