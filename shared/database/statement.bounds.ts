import { AsyncLocalStorage } from 'node:async_hooks';

/** Runs work when it is the user's turn. @param signal ends the wait */
export type TakeTurn = (personId: string, work: () => Promise<void>, signal?: AbortSignal) => Promise<void>;

/** The bounds of the statements that are sent while a request is served. */
export interface StatementBounds {
  timeoutMs: number;
  /** Aborted when nobody waits for the result any more. */
  signal?: AbortSignal;
  onCancel: (reason: CancelReason) => void;
  /** Gives a connection to each user in turn. Default: whoever asks gets one. */
  takeTurn?: TakeTurn;
}

/** A request with its bounds. */
interface BoundedRequest extends StatementBounds {
  /** The user for whom the statements are. */
  personId?: string;
  /** The number of connections that the request holds. */
  connections: number;
}

export type CancelReason = 'timed out' | 'client gone';

const current = new AsyncLocalStorage<BoundedRequest>();

/** Bounds all statements that are sent while `work` runs. */
export function withStatementBounds<Result>(bounds: StatementBounds, work: () => Result): Result {
  return current.run({ ...bounds, connections: 0 }, work);
}

export const boundedRequest = (): BoundedRequest | undefined => current.getStore();

/** Says for whom the present request sends its statements from now on. */
export function actFor(personId: string): void {
  const request = current.getStore();
  if (request) request.personId = personId;
}

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
