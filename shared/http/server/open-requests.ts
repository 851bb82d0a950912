import type { ServerResponse } from 'node:http';
import type { Context, Middleware } from 'koa';
import { TooManyRequests } from '../problem.ts';
import { networkOf } from './network.ts';
import type { CountRefusal } from './refusals.ts';

/** @returns false if the holder has not as many places left. Otherwise they are taken until the response ends. */
type TakePlace = (holder: string, response: ServerResponse, places?: number) => boolean;

/** Gives each holder, such as a user, this many places. */
export function placesOf(most: number): TakePlace {
  const taken = new Map<string, number>();
  return (holder, response, places = 1) => {
    const count = taken.get(holder) ?? 0;
    if (count + places > most) return false;
    taken.set(holder, count + places);
    // A response has a listener for each of its bounds, besides those of Koa and of the stream that it sends.
    response.setMaxListeners(20);
    response.once('close', () => {
      const left = taken.get(holder)! - places;
      if (left > 0) taken.set(holder, left);
      else taken.delete(holder);
    });
    return true;
  };
}

/** The places of addresses for their open requests. All addresses of one customer's network are one holder. */
export function openRequests(most: number): TakePlace {
  const take = placesOf(most);
  return (address, response) => take(networkOf(address), response);
}

/** Refuses requests of an address that has `most` open requests, except those for which `isExempt` is true. */
export function boundedRequests(
  most: number,
  countRefusal: CountRefusal,
  isExempt: (ctx: Context) => boolean,
): Middleware {
  const admit = openRequests(most);
  return async (ctx, next) => {
    if (isExempt(ctx) || admit(ctx.ip, ctx.res)) return next();
    countRefusal('open_requests');
    ctx.set('Connection', 'close');
    throw new TooManyRequests(`An address may have ${most} open requests.`, 1);
  };
}
