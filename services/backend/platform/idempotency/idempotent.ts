import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import { z } from 'zod';
import type { Clock } from '../../../../shared/clock.ts';
import { validate } from '../../../../shared/http/validate.ts';
import type { Transaction, UnitOfWork } from '../unit-of-work.ts';
import {
  findResponse,
  type KeyedRequest,
  type RouteResponse,
  type StoredResponse,
  storeResponse,
} from './idempotency.service.ts';

/** Runs the work of a POST in a transaction and sends its response. A repeated `Idempotency-Key` gets the first response. */
export type Idempotent = (
  ctx: Context,
  owner: { id: string },
  work: (tx: Transaction) => Promise<RouteResponse>,
) => Promise<void>;

/** A key is visible ASCII, which includes the quoted string of the draft. It is only compared, never parsed. */
export const idempotencyKey = z
  .string()
  .regex(/^[!-~]{1,255}$/, 'Must be 1 to 255 visible ASCII characters, and be given once.');

/**
 * The `Idempotency-Key` header (draft-ietf-httpapi-idempotency-key-header). The transaction of the work also stores the
 * response: a crash leaves both or neither. A refused request changed nothing, so its response is not stored.
 */
export function idempotency({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }): Idempotent {
  return async (ctx, owner, work) => {
    const request = keyedRequest(ctx, owner.id);
    if (!request) return send(ctx, complete(await unitOfWork.transactional(work)));
    const { response, replayed } = await unitOfWork.transactional(async (tx) => {
      const earlier = await findResponse(tx, request, clock());
      if (earlier) return { response: earlier, replayed: true };
      const response = complete(await work(tx));
      await storeResponse(tx, request, response, clock());
      return { response, replayed: false };
    });
    if (replayed) ctx.set('Idempotency-Replayed', 'true');
    send(ctx, response);
  };
}

export function complete({ status = 200, headers = {}, body }: RouteResponse): StoredResponse {
  return { status, headers, body };
}

function send(ctx: Context, { status, headers, body }: StoredResponse): void {
  ctx.status = status;
  ctx.set(headers);
  ctx.body = body;
}

export function keyedRequest(ctx: Context, ownerId: string): KeyedRequest | undefined {
  const header = ctx.headers['idempotency-key'];
  if (header === undefined) return undefined;
  const key = validate(idempotencyKey, header, 'header.idempotency-key');
  const request = JSON.stringify([ctx.method, ctx.url, ctx.request.body]);
  return { ownerId, key, fingerprint: createHash('sha256').update(request).digest('base64') };
}
