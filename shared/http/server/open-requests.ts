import type { ServerResponse } from 'node:http';
import type { Context, Middleware } from 'koa';
import { TooManyRequests } from '../problem.ts';
import { networkOf } from './network.ts';
import type { CountRefusal } from './refusals.ts';

/** @returns false if the address has too many open requests. Otherwise the request is counted until its response ends. */
type Admit = (address: string, response: ServerResponse) => boolean;

export function openRequests(most: number): Admit {
  const open = new Map<string, number>();
  return (address, response) => {
    const network = networkOf(address);
    const count = open.get(network) ?? 0;
    if (count >= most) return false;
    open.set(network, count + 1);
    response.once('close', () => {
      const left = (open.get(network) ?? 1) - 1;
      if (left > 0) open.set(network, left);
      else open.delete(network);
    });
    return true;
  };
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
