import type { Context } from 'koa';
import { TooManyRequests } from '../../../shared/http/problem.ts';
import type { CountRefusal } from '../../../shared/http/server/refusals.ts';

export const tooManyLargeBodies = (atOnce: number) =>
  new TooManyRequests(`At most ${atOnce} large bodies at a time. Wait for those under way.`, 1);

/** Takes one of the user's places for a large body, until its response has been sent. @throws TooManyRequests */
export type TakePlace = (ctx: Context, ownerId: string) => void;

export function largeBodyPlaces(atOnce: number, countRefusal: CountRefusal): TakePlace {
  const taken = new Map<string, number>();
  return (ctx, ownerId) => {
    const places = taken.get(ownerId) ?? 0;
    if (places >= atOnce) {
      countRefusal('large_bodies');
      throw tooManyLargeBodies(atOnce);
    }
    taken.set(ownerId, places + 1);
    ctx.res.once('close', () => {
      const left = taken.get(ownerId)! - 1;
      if (left > 0) taken.set(ownerId, left);
      else taken.delete(ownerId);
    });
  };
}
