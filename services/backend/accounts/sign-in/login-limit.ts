import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem, TooManyRequests } from '../../../../shared/http/problem.ts';
import { networkOf } from '../../../../shared/http/server/network.ts';
import type { CountRefusal } from '../../../../shared/http/server/refusals.ts';
import type { Limits } from '../../limits/limits.ts';

export interface LoginLimit {
  /** Counts a request from this address. @throws TooManyRequests */
  takeAddress(address: string): Promise<void>;
  /**
   * Signs in with a password. An attempt is counted before its password is checked, so that simultaneous attempts count as well.
   * A success clears earlier attempts and remembers the address.
   * @throws TooManyRequests while the account is backing off for this address, or for all unknown addresses
   */
  logIn<T>(email: string, address: string, work: () => Promise<T>): Promise<T>;
  /** Remembers that this address belongs to the account's user. */
  remember(email: string, address: string): Promise<void>;
  /**
   * Runs work for which a signed-in user must confirm the password. Only attempts of this session count, so that nobody else can
   * lock the user out.
   * @throws TooManyRequests while the session is backing off
   */
  confirm<T>(userId: string, sessionId: string, work: () => Promise<T>): Promise<T>;
  /** Deletes everything remembered about an account. */
  forget(account: { id: string; email: string | null }): Promise<void>;
}

/** There were too many attempts. */
export class BackingOff extends TooManyRequests {
  constructor(retryAfterSeconds: number) {
    super('Too many failed attempts for this account. Wait before the next.', retryAfterSeconds);
  }
}

const day = 24 * 3600;
/** Bounds the memory for attempts that an outage cut off. */
const mostUnchecked = 10_000;

/** Counts in the database, so that all replicas share the counters. */
export function loginLimit(pool: Pool, limits: Limits, countRefusal: CountRefusal): LoginLimit {
  const limiter = (keyPrefix: string, points: number, duration: number, clearExpiredByTimeout = false) =>
    new RateLimiterPostgres({
      storeClient: pool,
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout,
      keyPrefix,
      points,
      duration,
    });
  // One of the limiters removes the expired rows of all.
  const requests = limiter('address', limits.AUTH_REQUESTS_PER_MINUTE, 60, true);
  const attempts = limiter('attempts', Number.MAX_SAFE_INTEGER, day);
  const backOff = limiter('backoff', 1, 1);
  const levels = limiter('level', Number.MAX_SAFE_INTEGER, day);
  const known = limiter('known', 1, limits.LOGIN_KNOWN_DAYS * day);

  /** The numbers of attempts whose password could not be checked, because the database was away. The next attempt takes them back. */
  const unchecked = new Map<string, number>();

  /** Runs work that checks a password. @throws what it throws; what is no verdict on the password does not count as a failure */
  async function attempt<T>(takes: [key: string, freeAttempts: number][], work: () => Promise<T>): Promise<T> {
    for (const [key, freeAttempts] of takes) {
      const count = unchecked.get(key);
      unchecked.delete(key);
      if (count) await attempts.reward(key, count);
      await take(key, freeAttempts);
    }
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem) && unchecked.size < mostUnchecked)
        for (const [key] of takes) unchecked.set(key, (unchecked.get(key) ?? 0) + 1);
      throw error;
    }
  }

  /** After the free attempts, only one of several simultaneous attempts is let through, and the next one after twice the wait. */
  async function take(key: string, freeAttempts: number): Promise<void> {
    const { consumedPoints } = await attempts.consume(key);
    if (consumedPoints <= freeAttempts) return;
    const { consumedPoints: level = 0 } = (await levels.get(key)) ?? {};
    const seconds = Math.min(2 ** level, limits.LOGIN_WAIT_SECONDS);
    await consume(backOff, key, (wait) => new BackingOff(wait), seconds);
    await levels.consume(key);
  }

  async function consume(
    of: RateLimiterPostgres,
    key: string,
    refusal: (wait: number) => TooManyRequests,
    seconds = of.duration,
  ) {
    try {
      await of.consume(key, 1, { customDuration: seconds });
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      countRefusal(of === requests ? 'auth_requests' : 'login_attempts');
      throw refusal(Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
    }
  }

  async function forgetAttempts(keys: readonly string[]): Promise<void> {
    const stored = keys.flatMap((key) => [attempts, backOff, levels].map((of) => of.getKey(key)));
    await pool.query('delete from rate_limit where key = any($1)', [stored]);
  }

  const remember = async (email: string, address: string) => {
    await known.set(keyOf(email, networkOf(address)), 1, limits.LOGIN_KNOWN_DAYS * day);
  };

  return {
    remember,
    takeAddress: (address) =>
      consume(
        requests,
        networkOf(address),
        (wait) => new TooManyRequests(`At most ${limits.AUTH_REQUESTS_PER_MINUTE} such requests a minute.`, wait),
      ),
    async logIn(email, address, work) {
      const key = keyOf(email, networkOf(address));
      const elsewhere = (await known.get(key)) ? [] : [keyOf(email)];
      const ofUnknown = elsewhere.map((unknown): [string, number] => [unknown, limits.LOGIN_ATTEMPTS_ELSEWHERE]);
      const result = await attempt([[key, limits.LOGIN_ATTEMPTS], ...ofUnknown], work);
      await forgetAttempts([key, ...elsewhere]);
      await remember(email, address);
      return result;
    },
    async confirm(userId, sessionId, work) {
      const key = keyOf(userId, sessionId);
      const result = await attempt([[key, limits.LOGIN_ATTEMPTS]], work);
      await forgetAttempts([key]);
      return result;
    },
    async forget({ id, email }) {
      const accounts = [keyOf(id), ...(email === null ? [] : [keyOf(email)])];
      await pool.query(`delete from rate_limit where split_part(split_part(key, ':', 2), '.', 1) = any($1)`, [
        accounts,
      ]);
    },
  };
}

/** Returns a hash, so that the counters store no e-mail addresses. The first part names the account. */
function keyOf(...parts: string[]): string {
  return parts.map((part) => createHash('sha256').update(part.toLowerCase()).digest('base64url')).join('.');
}
