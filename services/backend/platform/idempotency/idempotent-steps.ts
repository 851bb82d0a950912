import type { Context } from 'koa';
import type { Clock } from '../../../../shared/clock.ts';
import type { Transaction } from '../../../../shared/database/orm.ts';
import type { Commit } from '../unit-of-work.ts';
import { type Answer, answerGivenBefore, type KeptAnswer, keepAnswer, noteBegin } from './idempotency.service.ts';
import { complete, keyedRequest } from './idempotent.ts';

/** Either the answer that was given before, or what the work began with and the way to end it. */
export type Steps<Begun> =
  | { given: KeptAnswer }
  | {
      given?: never;
      begun: Begun;
      /** The last transaction: what `work` answers is kept together with what it does. */
      end(work: (tx: Transaction) => Promise<Answer>): Promise<KeptAnswer>;
    };

/**
 * For work that commits more than once: a first transaction, then whatever takes its time, and a last one.
 * @param begin runs in the first; what it throws leaves the key unused
 * @throws RequestBegun, IdempotencyKeyReused
 */
export type AnswerInSteps = <Begun>(
  ctx: Context,
  owner: { id: string },
  begin: (tx: Transaction) => Promise<Begun>,
) => Promise<Steps<Begun>>;

/**
 * The `Idempotency-Key` header where work and answer cannot commit together: the first transaction takes the key, and the
 * last one keeps the answer with it. The same request in between, or after a crash in between, is refused and not done
 * again: at most once, and never silently half. It sets `Idempotency-Replayed`, so ask it before the answer begins.
 */
export function answerInSteps({ commit, clock }: { commit: Commit; clock: Clock }): AnswerInSteps {
  return async (ctx, owner, begin) => {
    const request = keyedRequest(ctx, owner.id);
    const steps = await commit(async (tx) => {
      const given = request && (await answerGivenBefore(tx, request, clock()));
      if (given) return { given };
      const begun = await begin(tx);
      if (request) await noteBegin(tx, request, clock());
      return { begun };
    });
    if (steps.given) {
      ctx.set('Idempotency-Replayed', 'true');
      return { given: steps.given };
    }
    return {
      begun: steps.begun,
      end: (work) =>
        commit(async (tx) => {
          const answer = complete(await work(tx));
          if (request) await keepAnswer(tx, request, answer, clock());
          return answer;
        }),
    };
  };
}
