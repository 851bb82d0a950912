import { Conflict, Problem } from '../../../../shared/http/problem.ts';
import type { Transaction } from '../unit-of-work.ts';

/** The response of a route as a value, so that it can be stored and sent again. */
export interface RouteResponse {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

export type StoredResponse = Required<RouteResponse>;

/** An idempotency key, its owner, and the request that it was used for. */
export interface KeyedRequest {
  ownerId: string;
  key: string;
  /** Equal for equal requests: method, address and body. */
  fingerprint: string;
}

export class IdempotencyKeyReused extends Problem {
  readonly status = 422;
  readonly code = 'idempotency_key_reused';

  constructor() {
    super('This Idempotency-Key was used for another request. Use a new key for each new request.');
  }
}

/** The status of a record while its request is still being processed in steps. */
const begun = 0;

/** The same request is under way elsewhere, or its process died. Its effects so far stay, and it is not repeated. */
export class RequestBegun extends Conflict {
  constructor() {
    super(
      'An earlier request with this key has not ended: it is still running, or was interrupted. Check what it has done, ' +
        'and use a new Idempotency-Key to continue.',
    );
  }
}

const retentionMs = 24 * 3600 * 1000;
/** Each new record removes this many expired ones. It is more than one, so that the table holds about a day's requests. */
const removedAtOnce = 20;

/**
 * Finds the response that this request got before. Requests with the same key wait for each other until the end of the
 * transaction, so that the second one finds the response of the first.
 * @throws IdempotencyKeyReused, RequestBegun
 */
export async function findResponse(
  tx: Transaction,
  { ownerId, key, fingerprint }: KeyedRequest,
  now: Date,
): Promise<StoredResponse | undefined> {
  // The lock is a statement of its own, so that the next one sees what was committed while this one waited.
  await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`idempotency:${ownerId}:${key}`]);
  const [record] = await tx.execute<(StoredResponse & { fingerprint: string })[]>(
    `select fingerprint, status, headers, body from idempotency_record
      where owner_id = ? and key = ? and created_at > ?`,
    [ownerId, key, expiry(now)],
  );
  if (!record) return undefined;
  if (record.fingerprint !== fingerprint) throw new IdempotencyKeyReused();
  if (record.status === begun) throw new RequestBegun();
  return { status: record.status, headers: record.headers, body: record.body };
}

/** Stores a response in the transaction of its own work. Also removes a few expired records. */
export async function storeResponse(
  tx: Transaction,
  { ownerId, key, fingerprint }: KeyedRequest,
  { status, headers, body }: StoredResponse,
  now: Date,
): Promise<void> {
  // The work takes its locks before the user's row is locked, as the erasure of an account does, so the two cannot deadlock.
  await tx.flush();
  await tx.execute(
    `with expired as (
       delete from idempotency_record where (owner_id, key) in (
         select owner_id, key from idempotency_record where created_at <= ? and (owner_id, key) <> (?, ?)
          order by created_at limit ? for update skip locked)
     )
     insert into idempotency_record (owner_id, key, fingerprint, status, headers, body, created_at)
     values (?, ?, ?, ?, ?, ?, ?)
     on conflict (owner_id, key) do update
       set (fingerprint, status, headers, body, created_at) =
           (excluded.fingerprint, excluded.status, excluded.headers, excluded.body, excluded.created_at)`,
    [
      expiry(now),
      ownerId,
      key,
      removedAtOnce,
      ownerId,
      key,
      fingerprint,
      status,
      JSON.stringify(headers),
      JSON.stringify(body ?? null),
      now,
    ],
  );
}

/** Takes the key for a request that commits more than once, until its response is stored. */
export function storeBegun(tx: Transaction, request: KeyedRequest, now: Date): Promise<void> {
  return storeResponse(tx, request, { status: begun, headers: {}, body: null }, now);
}

function expiry(now: Date): Date {
  return new Date(now.getTime() - retentionMs);
}
