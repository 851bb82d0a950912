import concurrency from '@dapr/dapr/enum/StateConcurrency.enum.js';
import consistency from '@dapr/dapr/enum/StateConsistency.enum.js';
import type HTTPClientState from '@dapr/dapr/implementation/Client/HTTPClient/state.js';
import { EtagMismatchError, ResponseError, SidecarError, sidecarError } from './sidecar.errors.ts';

type State = HTTPClientState.default;

export interface SaveOptions {
  /** The state is saved only if it still has this etag (first write wins). */
  etag?: string | undefined;
  /** The state is saved only if there is none. It excludes an etag. */
  onlyIfAbsent?: boolean;
  ttlSeconds?: number;
}

export interface StoredState<T> {
  value: T;
  etag: string;
}

const FIRST_WRITE = {
  concurrency: concurrency.StateConcurrencyEnum.CONCURRENCY_FIRST_WRITE,
  consistency: consistency.StateConsistencyEnum.CONSISTENCY_UNSPECIFIED,
};

/** Reads with `getBulk`, because `get` hides the etag. */
export async function getState<T>(state: State, store: string, key: string): Promise<StoredState<T> | undefined> {
  const action = `Reading state ${key} of ${store}`;
  const read = state.getBulk(store, [safeKey(key)], { parallelism: 1 });
  const [found] = await read.catch((error: unknown) => {
    throw sidecarError(action, error);
  });
  if (found?.error) throw new SidecarError(action, found.error);
  return found?.etag === undefined ? undefined : { value: found.data as T, etag: String(found.etag) };
}

export async function saveState(
  state: State,
  store: string,
  key: string,
  value: unknown,
  { etag, onlyIfAbsent = false, ttlSeconds }: SaveOptions = {},
): Promise<void> {
  const action = `Saving state ${key} in ${store}`;
  const conditional = etag !== undefined || onlyIfAbsent;
  const item = {
    key: safeKey(key),
    value,
    ...(etag !== undefined && { etag }),
    ...(ttlSeconds !== undefined && { metadata: { ttlInSeconds: String(ttlSeconds) } }),
    ...(conditional && { options: FIRST_WRITE }),
  };
  const { error } = await state.save(store, [item]);
  if (error) throw refusal(action, error, conditional);
}

export async function deleteState(
  state: State,
  store: string,
  key: string,
  { etag }: { etag?: string | undefined } = {},
): Promise<void> {
  const action = `Deleting state ${key} of ${store}`;
  const condition = etag === undefined ? {} : { etag, ...FIRST_WRITE };
  const { error } = await state.delete(store, safeKey(key), condition);
  if (error) throw refusal(action, error, etag !== undefined);
}

function refusal(action: string, error: unknown, conditional: boolean): Error {
  return conditional && isConflict(error)
    ? new EtagMismatchError(action, { cause: error })
    : sidecarError(action, error);
}

/** A conflict is a 409, or the 500 of state.postgresql for a first write without etag on a key that exists. */
function isConflict(error: unknown): boolean {
  if (!(error instanceof ResponseError)) return false;
  return error.status === 409 || JSON.stringify(error.body).includes('no item was updated');
}

/** The SDK puts keys into URLs unescaped, and Dapr reserves `||`. */
function safeKey(key: string): string {
  if (!/^[\w.:@-]+$/.test(key)) throw new Error(`State key '${key}' may only hold letters, digits and . : @ _ -`);
  return key;
}
