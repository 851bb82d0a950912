import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import { z } from 'zod';
import type { Clock } from '../../../../shared/clock.ts';
import type { Transaction } from '../../../../shared/database/orm.ts';
import { validate } from '../../../../shared/http/validate.ts';
import type { Commit } from '../unit-of-work.ts';
import {
  type Answer,
  answerGivenBefore,
  type KeptAnswer,
  type KeyedRequest,
  keepAnswer,
} from './idempotency.service.ts';

/** Does the work of a POST in a transaction, and answers with what it answers; with an `Idempotency-Key` only once. */
export type AnswerOnce = (
  ctx: Context,
  owner: { id: string },
  work: (tx: Transaction) => Promise<Answer>,
) => Promise<void>;

/** Visible ASCII, and therefore also a quoted string as the draft has it: a key is compared, not read. */
export const idempotencyKey = z
  .string()
  .regex(/^[!-~]{1,255}$/, 'Must be 1 to 255 visible ASCII characters, and be given once.');

/**
 * The `Idempotency-Key` header (draft-ietf-httpapi-idempotency-key-header). The answer is kept by the transaction of the
 * work itself: a crash leaves both or neither, and what was refused, and so changed nothing, is not kept.
 */
export function answerOnce({ commit, clock }: { commit: Commit; clock: Clock }): AnswerOnce {
  return async (ctx, owner, work) => {
    const request = keyedRequest(ctx, owner.id);
    if (!request) return give(ctx, complete(await commit(work)));
    const { answer, replayed } = await commit(async (tx) => {
      const before = await answerGivenBefore(tx, request, clock());
      if (before) return { answer: before, replayed: true };
      const answer = complete(await work(tx));
      await keepAnswer(tx, request, answer, clock());
      return { answer, replayed: false };
    });
    if (replayed) ctx.set('Idempotency-Replayed', 'true');
    give(ctx, answer);
  };
}

export function complete({ status = 200, headers = {}, body }: Answer): KeptAnswer {
  return { status, headers, body };
}

function give(ctx: Context, { status, headers, body }: KeptAnswer): void {
  ctx.status = status;
  ctx.set(headers);
  ctx.body = body;
}

export function keyedRequest(ctx: Context, ownerId: string): KeyedRequest | undefined {
  const given = ctx.headers['idempotency-key'];
  if (given === undefined) return undefined;
  const key = validate(idempotencyKey, given, 'header.idempotency-key');
  const request = JSON.stringify([ctx.method, ctx.url, ctx.request.body]);
  return { ownerId, key, fingerprint: createHash('sha256').update(request).digest('base64') };
}
