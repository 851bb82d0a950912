import type { Transaction } from '../../../../shared/database/orm.ts';
import { Conflict, Problem } from '../../../../shared/http/problem.ts';

/** What a route answers, as a value: so that it can be kept and given again. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

export type KeptAnswer = Required<Answer>;

/** A key, whose it is, and what it was used for. */
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

/** What a record has for a status while the request that it belongs to is being answered in steps. */
const begun = 0;

/** It is under way elsewhere, or its process died: what it did until then stays, and it is not done again. */
export class RequestBegun extends Conflict {
  constructor() {
    super(
      'This request was begun before and has not ended: it is under way, or was interrupted. Look at what it did, ' +
        'and use a new Idempotency-Key to go on.',
    );
  }
}

const keptMs = 24 * 3600 * 1000;
/** Records that each new one removes: more than one, so that their number follows the requests of a day. */
const removedAtOnce = 20;

/**
 * The answer that was given to this very request before, if there is one. The same key at the same time takes turns until
 * the end of the transaction, so that the second finds what the first left.
 * @throws IdempotencyKeyReused, RequestBegun
 */
export async function answerGivenBefore(
  tx: Transaction,
  { ownerId, key, fingerprint }: KeyedRequest,
  now: Date,
): Promise<KeptAnswer | undefined> {
  // A statement of its own: the next one sees what was committed while this one waited.
  await tx.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`idempotency:${ownerId}:${key}`]);
  const [record] = await tx.execute<(KeptAnswer & { fingerprint: string })[]>(
    `select fingerprint, status, headers, body from idempotency_record
      where owner_id = ? and key = ? and created_at > ?`,
    [ownerId, key, longAgo(now)],
  );
  if (!record) return undefined;
  if (record.fingerprint !== fingerprint) throw new IdempotencyKeyReused();
  if (record.status === begun) throw new RequestBegun();
  return { status: record.status, headers: record.headers, body: record.body };
}

/** Commits with the work that it is the answer of. Also takes away a few records that are past their day. */
export async function keepAnswer(
  tx: Transaction,
  { ownerId, key, fingerprint }: KeyedRequest,
  { status, headers, body }: KeptAnswer,
  now: Date,
): Promise<void> {
  // What the work locks comes before the person's row, as in the erasure of an account: the two cannot wait for each other.
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
      ...[longAgo(now), ownerId, key, removedAtOnce],
      ...[ownerId, key, fingerprint, status, JSON.stringify(headers), JSON.stringify(body ?? null), now],
    ],
  );
}

/** Until its answer is kept, the key is taken by a request that commits more than once. */
export function noteBegin(tx: Transaction, request: KeyedRequest, now: Date): Promise<void> {
  return keepAnswer(tx, request, { status: begun, headers: {}, body: null }, now);
}

function longAgo(now: Date): Date {
  return new Date(now.getTime() - keptMs);
}
