import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';

/** By default two checks of one process are at least this far apart, so that many changes at once cost few checks. */
export const pauseMs = 250;
/** After a failure the check is tried again this much later. */
export const retryMs = 5_000;
/** The longest time that setTimeout can wait is some 24 days. */
const longestMs = 24 * 3600 * 1000;

/** Looks for work that is due. */
export interface DueCheck {
  /** Does the work that is due now. */
  run(): Promise<unknown>;
  /** Resolves with the instant of the next work in milliseconds since 1970; Infinity if there is none. */
  next(): Promise<number>;
}

interface Dependencies {
  check: DueCheck;
  /** The work, in the log line of a check that failed. */
  name: string;
  clock: Clock;
  logger: Logger;
  pauseMs?: number;
}

/**
 * Checks when the next work is due, instead of every few seconds. It knows at once of what its own process has added, and of all
 * else after its next check. Any number of processes may check at the same moment, if a check claims its work.
 */
export class DueTimer {
  readonly #dependencies: Dependencies;
  /** The instant of the next check; Infinity for none. */
  #at = Number.POSITIVE_INFINITY;
  #earliest = 0;
  #timer: NodeJS.Timeout | undefined;
  #checking: Promise<void> | undefined;
  #isStopped = false;

  /** Checks for the first time at once, because work may have become due while nobody looked. */
  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.checkAt(0);
  }

  /** Tells that there is work at this instant, in milliseconds since 1970. */
  checkAt(instant: number): void {
    if (instant >= this.#at) return;
    this.#at = instant;
    this.#arm();
  }

  /** Resolves when a check that is under way has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#checking;
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#isStopped || this.#checking || this.#at === Number.POSITIVE_INFINITY) return;
    const waitMs = Math.max(this.#at, this.#earliest) - this.#now();
    this.#timer = setTimeout(() => this.#onTime(), Math.min(Math.max(waitMs, 0), longestMs));
  }

  #onTime(): void {
    if (this.#now() < this.#at) {
      this.#arm();
      return;
    }
    this.#checking = this.#check().finally(() => {
      this.#checking = undefined;
      this.#arm();
    });
  }

  async #check(): Promise<void> {
    const { check, name, logger } = this.#dependencies;
    this.#at = Number.POSITIVE_INFINITY;
    try {
      await check.run();
      // What is still due is locked by somebody, or the check ran out of time.
      this.checkAt(await check.next());
      this.#earliest = this.#now() + (this.#dependencies.pauseMs ?? pauseMs);
    } catch (error) {
      logger.warn({ check: name, reason: String(error) }, 'A check failed; it is tried again shortly.');
      this.#earliest = this.#now() + retryMs;
      this.checkAt(this.#earliest);
    }
  }

  #now(): number {
    return this.#dependencies.clock().getTime();
  }
}
