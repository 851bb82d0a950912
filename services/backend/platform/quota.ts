import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Problem, TooManyRequests } from '../../../shared/http/problem.ts';
import type { CountRefusal } from '../../../shared/http/server/refusals.ts';

/** The room that a user's tasks take. */
export interface Usage {
  tasks: number;
  bytes: number;
}

/** What a user may have a number of, besides tasks. */
export type Counted = 'lists' | 'views';

export interface QuotaLimits extends Usage, Record<Counted, number> {
  /** The most tasks that one step may change. */
  tasksAtOnce: number;
  writesPerMinute: number;
  writesPerDay: number;
}

/** The account is full. */
export class QuotaExceeded extends Problem {
  readonly status = 403;
  readonly code = 'quota_exceeded';
}

export interface Quota {
  readonly tasksAtOnce: number;
  /**
   * Counts a request that writes. Its writes are counted after the commit (`countWrites`), so one large change is done, and the
   * next request has to wait.
   * @throws TooManyRequests when the user has written too much within a minute or a day
   */
  takeRequest(ownerId: string): Promise<void>;
  countWrites(ownerId: string, writes: number): Promise<void>;
  /** @throws QuotaExceeded if the account is full; changes that make it smaller are always allowed */
  requireRoom(usage: Usage): void;
  /** @throws QuotaExceeded if a user may have fewer of them */
  requireFew(counted: Counted, count: number): void;
}

/** Counts writes in memory. Each replica protects itself, and counting costs no statement. */
export function createQuota(limits: QuotaLimits, countRefusal: CountRefusal): Quota {
  const windows = [
    { limit: 'writes_per_minute', points: limits.writesPerMinute, duration: 60, each: 'a minute' },
    { limit: 'writes_per_day', points: limits.writesPerDay, duration: 24 * 3600, each: 'a day' },
  ].map((window) => ({
    ...window,
    limiter: new RateLimiterMemory({ points: window.points, duration: window.duration }),
  }));

  const countWrites = async (ownerId: string, writes: number) => {
    for (const { limiter } of windows) await limiter.penalty(ownerId, writes);
  };

  return {
    tasksAtOnce: limits.tasksAtOnce,
    countWrites,
    async takeRequest(ownerId) {
      for (const { limit, points, each, limiter } of windows) {
        const taken = await limiter.get(ownerId);
        if (!taken || taken.consumedPoints < points) continue;
        countRefusal(limit);
        throw new TooManyRequests(tooManyWrites(points, each), Math.max(1, Math.ceil(taken.msBeforeNext / 1000)));
      }
      await countWrites(ownerId, 1);
    },
    requireFew(counted, count) {
      if (count <= limits[counted]) return;
      countRefusal(counted);
      throw new QuotaExceeded(`An account may have ${limits[counted]} ${counted}. Delete some first.`);
    },
    requireRoom(usage) {
      if (usage.tasks > limits.tasks) {
        countRefusal('tasks');
        throw new QuotaExceeded(fullOf(`${limits.tasks} tasks`));
      }
      if (usage.bytes > limits.bytes) {
        countRefusal('task_bytes');
        throw new QuotaExceeded(fullOf(`${Math.floor(limits.bytes / 1_000_000)} MB of text`));
      }
    },
  };
}

export const tooManyWrites = (count: number, each: string) => `At most ${count} changes ${each}. Wait before the next.`;
export const fullOf = (limit: string) => `An account may hold ${limit}. Delete some tasks first.`;
