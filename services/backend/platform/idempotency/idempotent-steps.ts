import type { Context } from 'koa';
import type { Clock } from '../../../../shared/clock.ts';
import type { Transaction, UnitOfWork } from '../unit-of-work.ts';
import {
  findResponse,
  type RouteResponse,
  type StoredResponse,
  storeBegun,
  storeResponse,
} from './idempotency.service.ts';
import { complete, keyedRequest } from './idempotent.ts';

/** Either the response of an earlier request with this key, or the result of the first transaction and a way to finish. */
export type Steps<Begun> =
  | { earlier: StoredResponse }
  | {
      earlier?: never;
      begun: Begun;
      /** Runs the last transaction, which stores the response of `work` together with its effects. */
      finish(work: (tx: Transaction) => Promise<RouteResponse>): Promise<StoredResponse>;
    };

/**
 * Makes work idempotent that commits more than once: in a first transaction, then after something slow in a last one.
 * @param begin runs in the first transaction; an error thrown there leaves the key unused
 * @throws RequestBegun, IdempotencyKeyReused
 */
export type IdempotentSteps = <Begun>(
  ctx: Context,
  owner: { id: string },
  begin: (tx: Transaction) => Promise<Begun>,
) => Promise<Steps<Begun>>;

/**
 * The `Idempotency-Key` header for work whose effects and response cannot commit together. The first transaction takes the
 * key, and the last one stores the response. The same request in between, or after a crash in between, is refused and not
 * repeated: it runs at most once, and a client always learns of an interrupted one. Sets `Idempotency-Replayed`, so call it
 * before the response is sent.
 */
export function idempotentSteps({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }): IdempotentSteps {
  return async (ctx, owner, begin) => {
    const request = keyedRequest(ctx, owner.id);
    const steps = await unitOfWork.transactional(async (tx) => {
      const earlier = request && (await findResponse(tx, request, clock()));
      if (earlier) return { earlier };
      const begun = await begin(tx);
      if (request) await storeBegun(tx, request, clock());
      return { begun };
    });
    if (steps.earlier) {
      ctx.set('Idempotency-Replayed', 'true');
      return { earlier: steps.earlier };
    }
    return {
      begun: steps.begun,
      finish: (work) =>
        unitOfWork.transactional(async (tx) => {
          const response = complete(await work(tx));
          if (request) await storeResponse(tx, request, response, clock());
          return response;
        }),
    };
  };
}
