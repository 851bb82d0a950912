import type { Context } from 'koa';
import { TooManyRequests } from '../../../shared/http/problem.ts';
import { placesOf } from '../../../shared/http/server/open-requests.ts';
import type { CountRefusal } from '../../../shared/http/server/refusals.ts';

export const tooManyLarge = (atOnce: number) =>
  new TooManyRequests(`At most ${atOnce} imports, exports and large batches at a time. Wait for those under way.`, 1);

/** Takes one of the user's places for a large body, of a request or of a response, until the response has been sent. @throws TooManyRequests */
export type TakePlace = (ctx: Context, ownerId: string) => void;

export function largeBodyPlaces(atOnce: number, countRefusal: CountRefusal): TakePlace {
  const take = placesOf(atOnce);
  return (ctx, ownerId) => {
    if (take(ownerId, ctx.res)) return;
    countRefusal('large_bodies');
    throw tooManyLarge(atOnce);
  };
}
