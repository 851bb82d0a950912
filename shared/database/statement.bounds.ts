import { AsyncLocalStorage } from 'node:async_hooks';

/** The bounds of the statements that are sent while a request is served. */
export interface StatementBounds {
  timeoutMs: number;
  /** Aborted when nobody waits for the result any more. */
  signal?: AbortSignal;
  onCancel: (reason: CancelReason) => void;
}

export type CancelReason = 'timed out' | 'client gone';

const current = new AsyncLocalStorage<StatementBounds>();

/** Bounds all statements that are sent while `work` runs. */
export function withStatementBounds<Result>(bounds: StatementBounds, work: () => Result): Result {
  return current.run(bounds, work);
}

export const statementBounds = (): StatementBounds | undefined => current.getStore();

/** Returns the same items, and reads them with the present bounds, whoever iterates over them. */
export function withSameBounds<T>(items: AsyncGenerator<T>): AsyncIterable<T> {
  const inContext = AsyncLocalStorage.snapshot();
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => inContext(() => items.next()),
      return: () => inContext(() => items.return(undefined)),
    }),
  };
}

/** Tells whether PostgreSQL ended a statement because it was cancelled. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}
