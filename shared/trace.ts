import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** W3C Trace Context, https://www.w3.org/TR/trace-context/#traceparent-header */
const pattern = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
const current = new AsyncLocalStorage<string>();

/** Runs `work` within the trace that `traceparent` names, or within a new one where it names none. */
export function withTrace<T>(traceparent: string | undefined, work: () => T): T {
  return current.run(traceparent && pattern.test(traceparent) ? traceparent : newTraceparent(), work);
}

/** The `traceparent` to hand on. */
export function currentTraceparent(): string | undefined {
  return current.getStore();
}

export function currentTraceId(): string | undefined {
  return current.getStore()?.slice(3, 35);
}

function newTraceparent(): string {
  const random = randomBytes(24).toString('hex');
  return `00-${random.slice(0, 32)}-${random.slice(32)}-01`;
}
