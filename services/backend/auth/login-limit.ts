import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequests } from '../../../shared/http/problem.ts';

export interface LoginLimit {
  /** Counts a request from this address. @throws TooManyRequests */
  takeAddress(address: string): Promise<void>;
  /** @throws TooManyRequests while the account is backing off. */
  requireCalm(email: string): Promise<void>;
  failed(email: string): Promise<void>;
  succeeded(email: string): Promise<void>;
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
    async requireCalm(email) {
      const blocked = await backOff.get(keyOf(email));
      if (!blocked || blocked.msBeforeNext <= 0) return;
      throw new TooManyRequests(
        'Too many failed attempts for this account. Wait before the next.',
        seconds(blocked.msBeforeNext),
      );
    },
    async failed(email) {
      const { consumedPoints } = await failures.consume(keyOf(email));
      const excess = consumedPoints - freeFailures;
      if (excess >= 0) await backOff.set(keyOf(email), 1, Math.min(2 ** excess, longestBackOffSeconds));
    },
    async succeeded(email) {
      await failures.delete(keyOf(email));
    },
  };
}

/** Addresses of people are not kept in the counters. */
function keyOf(email: string): string {
  return createHash('sha256').update(email.toLowerCase()).digest('base64url');
}

function seconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000));
}
