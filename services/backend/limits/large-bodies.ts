import type { Context } from 'koa';
import { Gauge, type Registry } from '../../../shared/http/metrics.ts';
import { ServiceUnavailable, TooManyRequests } from '../../../shared/http/problem.ts';
import { placesOf } from '../../../shared/http/server/open-requests.ts';
import type { CountRefusal } from '../../../shared/http/server/refusals.ts';
import type { Limits } from './limits.ts';

export const tooManyLarge = (atOnce: number) =>
  new TooManyRequests(
    `At most ${atOnce} imports, exports and large batches at a time, and bodies of 32 MB together. Wait for those under way.`,
    1,
  );
const noRoom = new ServiceUnavailable('Others are importing large files right now. Try again shortly.');

/**
 * Takes one of the user's places for a large body, of a request or of a response, and memory for that many bytes, until the
 * response has been sent.
 * @throws TooManyRequests, ServiceUnavailable
 */
export type TakePlace = (ctx: Context, ownerId: string, bytes?: number) => void;

export function largeBodyPlaces(
  { LARGE_BODIES_AT_ONCE: atOnce, LARGE_BODY_BYTES: mostBytes }: Limits,
  metrics: Registry,
  countRefusal: CountRefusal,
): TakePlace {
  const held = new Gauge({
    name: 'large_body_bytes',
    help: 'Bytes of large request bodies that are received or processed',
    registers: [metrics],
  });
  const takePlace = placesOf(atOnce);
  // Nobody alone can use up the memory for large bodies.
  const takeOwnBytes = placesOf(mostBytes / 2);
  const takeBytes = placesOf(mostBytes);
  return ({ res }, ownerId, bytes = 0) => {
    if (!takePlace(ownerId, res) || !takeOwnBytes(ownerId, res, bytes)) {
      countRefusal('large_bodies');
      throw tooManyLarge(atOnce);
    }
    if (!takeBytes('everybody', res, bytes)) {
      countRefusal('LARGE_BODY_BYTES');
      throw noRoom;
    }
    held.inc(bytes);
    res.once('close', () => held.dec(bytes));
  };
}
