import { type DaprClient, StateConcurrencyEnum, StateConsistencyEnum } from '@dapr/dapr';
import { within } from './sidecar.deadline.ts';
import { answerOf, EtagMismatchError, named, SidecarError } from './sidecar.errors.ts';

export interface SaveOptions {
  /** Only if the state still has this etag (first write wins). */
  etag?: string | undefined;
  /** Only if there is no such state. Not together with an etag. */
  onlyIfAbsent?: boolean;
  ttlSeconds?: number;
}

export interface StoredState<T> {
  value: T;
  etag: string;
}

const FIRST_WRITE = {
  concurrency: StateConcurrencyEnum.CONCURRENCY_FIRST_WRITE,
  consistency: StateConsistencyEnum.CONSISTENCY_UNSPECIFIED,
};

/** Not by `client.state.get`: it hides the etag. */
export async function getState<T>(
  client: DaprClient,
  timeoutMs: number,
  store: string,
  key: string,
): Promise<StoredState<T> | undefined> {
  const what = `Reading state ${key} of ${store}`;
  const read = client.state.getBulk(store, [safeKey(key)], { parallelism: 1 });
  const [found] = await within(timeoutMs, what, read).catch((error: unknown) => {
    throw named(what, error);
  });
  if (found?.error) throw new SidecarError(what, found.error);
  return found?.etag === undefined ? undefined : { value: found.data as T, etag: String(found.etag) };
}

export async function saveState(
  client: DaprClient,
  timeoutMs: number,
  store: string,
  key: string,
  value: unknown,
  { etag, onlyIfAbsent = false, ttlSeconds }: SaveOptions = {},
): Promise<void> {
  const what = `Saving state ${key} in ${store}`;
  const conditional = etag !== undefined || onlyIfAbsent;
  const item = {
    key: safeKey(key),
    value,
    ...(etag !== undefined && { etag }),
    ...(ttlSeconds !== undefined && { metadata: { ttlInSeconds: String(ttlSeconds) } }),
    ...(conditional && { options: FIRST_WRITE }),
  };
  const { error } = await within(timeoutMs, what, client.state.save(store, [item]));
  if (error) throw refusal(what, error, conditional);
}

export async function deleteState(
  client: DaprClient,
  timeoutMs: number,
  store: string,
  key: string,
  { etag }: { etag?: string | undefined } = {},
): Promise<void> {
  const what = `Deleting state ${key} of ${store}`;
  const condition = etag === undefined ? {} : { etag, ...FIRST_WRITE };
  const { error } = await within(timeoutMs, what, client.state.delete(store, safeKey(key), condition));
  if (error) throw refusal(what, error, etag !== undefined);
}

function refusal(what: string, error: unknown, conditional: boolean): Error {
  return conditional && isConflict(error) ? new EtagMismatchError(what, { cause: error }) : named(what, error);
}

/** 409, or what state.postgresql says (as a 500) to a first write without etag on a key that exists. */
function isConflict(error: unknown): boolean {
  const answer = answerOf(error);
  return answer?.status === 409 || JSON.stringify(answer?.body ?? '').includes('no item was updated');
}

/** The SDK puts keys into URLs as they are, and Dapr keeps `||` for itself. */
function safeKey(key: string): string {
  if (!/^[\w.:@-]+$/.test(key)) throw new Error(`State key '${key}' may only hold letters, digits and . : @ _ -`);
  return key;
}
