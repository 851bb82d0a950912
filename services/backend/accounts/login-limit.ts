import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequests, Unauthenticated } from '../../../shared/http/problem.ts';
import { WrongPassword } from './account.service.ts';

export interface LoginLimit {
  /** Counts a request from this address. @throws TooManyRequests */
  takeAddress(address: string): Promise<void>;
  /**
   * Does what takes the account's password. A wrong one has the account back off, wherever it is given; a right one forgets
   * those before it.
   * @param account the e-mail address, or the id of an account that has none
   * @throws TooManyRequests while the account is backing off
   */
  attempt<T>(account: string, work: () => Promise<T>): Promise<T>;
}

/** Too many wrong passwords were given for the account. */
export class BackingOff extends TooManyRequests {
  constructor(retryAfterSeconds: number) {
    super('Too many failed attempts for this account. Wait before the next.', retryAfterSeconds);
  }
}

const freeFailures = 5;
const longestBackOffSeconds = 15 * 60;

/** Counted in the database, so that replicas count together. */
export function loginLimit(pool: Pool, requestsPerMinute: number): LoginLimit {
  const shared = { storeClient: pool, tableName: 'rate_limit', tableCreated: true, clearExpiredByTimeout: false };
  const addresses = new RateLimiterPostgres({
    ...shared,
    keyPrefix: 'address',
    // One of the three cleans the table for all.
    clearExpiredByTimeout: true,
    points: requestsPerMinute,
    duration: 60,
  });
  const failures = new RateLimiterPostgres({
    ...shared,
    keyPrefix: 'failures',
    points: 1_000_000,
    duration: 24 * 3600,
  });
  const backOff = new RateLimiterPostgres({ ...shared, keyPrefix: 'backoff', points: 1_000_000, duration: 1 });
  return {
    async takeAddress(address) {
      try {
        await addresses.consume(address);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new TooManyRequests(`At most ${requestsPerMinute} such requests a minute.`, seconds(error.msBeforeNext));
      }
    },
    async attempt(account, work) {
      const key = keyOf(account);
      const blocked = await backOff.get(key);
      if (blocked && blocked.msBeforeNext > 0) throw new BackingOff(seconds(blocked.msBeforeNext));
      try {
        const done = await work();
        await failures.delete(key);
        return done;
      } catch (error) {
        if (error instanceof Unauthenticated || error instanceof WrongPassword) await failed(key);
        throw error;
      }
    },
  };

  async function failed(key: string): Promise<void> {
    const { consumedPoints } = await failures.consume(key);
    const excess = consumedPoints - freeFailures;
    if (excess >= 0) await backOff.set(key, 1, Math.min(2 ** excess, longestBackOffSeconds));
  }
}

/** Addresses of people are not kept in the counters. */
function keyOf(account: string): string {
  return createHash('sha256').update(account.toLowerCase()).digest('base64url');
}

function seconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
