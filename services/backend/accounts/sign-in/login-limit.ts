import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequests, Unauthenticated } from '../../../../shared/http/problem.ts';
import { WrongPassword } from '../account.service.ts';

export interface LoginLimit {
  /** Counts a request from this address. @throws TooManyRequests */
  takeAddress(address: string): Promise<void>;
  /**
   * Runs work that checks the account's password. Wrong passwords make the account back off, wherever they come from; a
   * right one resets the count.
   * @param account the e-mail address, or the id of an account that has none
   * @throws TooManyRequests while the account is backing off
   */
  attempt<T>(account: string, work: () => Promise<T>): Promise<T>;
}

/** There were too many wrong passwords for the account. */
export class BackingOff extends TooManyRequests {
  constructor(retryAfterSeconds: number) {
    super('Too many failed attempts for this account. Wait before the next.', retryAfterSeconds);
  }
}

const freeFailures = 5;
const maxBackOffSeconds = 15 * 60;

/** Counts in the database, so that all replicas share the counters. */
export function loginLimit(pool: Pool, requestsPerMinute: number): LoginLimit {
  const shared = { storeClient: pool, tableName: 'rate_limit', tableCreated: true, clearExpiredByTimeout: false };
  const addresses = new RateLimiterPostgres({
    ...shared,
    keyPrefix: 'address',
    // One of the three limiters cleans the table for all.
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
        const result = await work();
        await failures.delete(key);
        return result;
      } catch (error) {
        if (error instanceof Unauthenticated || error instanceof WrongPassword) await countFailure(key);
        throw error;
      }
    },
  };

  async function countFailure(key: string): Promise<void> {
    const { consumedPoints } = await failures.consume(key);
    const excess = consumedPoints - freeFailures;
    if (excess >= 0) await backOff.set(key, 1, Math.min(2 ** excess, maxBackOffSeconds));
  }
}

/** The counters store a hash, not the e-mail address. */
function keyOf(account: string): string {
  return createHash('sha256').update(account.toLowerCase()).digest('base64url');
}

function seconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
