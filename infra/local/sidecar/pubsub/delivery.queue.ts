import type { Logger } from '../../../../shared/logger.ts';
import { AppDownError } from '../app/app.channel.ts';
import type { Policy } from '../resiliency.ts';
import { Lane, type Outcome, type Waiting } from './delivery.lane.ts';
import type { Verdict } from './delivery.ts';
import type { StoredEvent } from './event.ts';

/** Requests to one subscription under way at once. */
const CONCURRENCY = { single: 32, bulk: 4 };

export interface QueueOptions {
  /** For logs, such as `recurring/task-events`. */
  name: string;
  policy: Policy;
  logger: Logger;
  isUp(): boolean;
  deliver(events: StoredEvent[]): Promise<Verdict[]>;
  /** The request was not answered: is the app still there? */
  onUnanswered(): void;
  /** Rejects when the event could not be put away, and then is delivered again. */
  deadLetter(event: StoredEvent, reason: string): Promise<void>;
}

interface Failures {
  count: number;
  /** What the latest attempt ended in. */
  reason: string;
}

/**
 * Everything on its way to one subscription: serial and in order per key, keys side by side. An event leaves when the
 * subscriber took it, or it became a dead letter, or its publisher gave up.
 */
export class DeliveryQueue {
  readonly #options: QueueOptions;
  readonly #lanes = new Map<string, Lane>();
  readonly #ready = new Set<Lane>();
  /** Failed attempts by event id. They outlive a publish call: the publisher repeats an event under its id. */
  readonly #failures = new Map<string, Failures>();
  #inFlight = 0;
  bulk: number | undefined;

  constructor(bulk: number | undefined, options: QueueOptions) {
    this.bulk = bulk;
    this.#options = options;
  }

  add(event: StoredEvent, settle: (outcome: Outcome) => void): { withdraw(): void } {
    const lane = this.#laneOf(event.key);
    const item: Waiting = { event, inFlight: false, settle };
    lane.waiting.push(item);
    if (lane.ready) this.#ready.add(lane);
    return {
      withdraw: () => {
        lane.withdraw(item, this.#whyNotYet(event.id));
        this.#tidy(lane);
      },
    };
  }

  /** Starts what can be started; to be called after `add` and whenever the app came up. */
  pump(): void {
    const limit = this.bulk === undefined ? CONCURRENCY.single : CONCURRENCY.bulk;
    while (this.#ready.size > 0 && this.#inFlight < limit && this.#options.isUp()) {
      const batch = this.#nextBatch();
      this.#inFlight += 1;
      this.#run(batch).finally(() => {
        this.#inFlight -= 1;
        for (const [lane, items] of batch) {
          for (const item of items) item.inFlight = false;
          lane.busy = false;
          if (lane.ready) this.#ready.add(lane);
          this.#tidy(lane);
        }
        this.pump();
      });
    }
  }

  /** Ends the subscription: everything queued gets the same outcome. */
  clear(outcome: Outcome): void {
    for (const lane of this.#lanes.values()) {
      clearTimeout(lane.timer);
      lane.timer = undefined;
      for (const item of lane.waiting.splice(0)) item.settle(outcome);
      this.#tidy(lane);
    }
  }

  /** One event for a single subscription, as many as allowed for a bulk one, each lane in its order. */
  #nextBatch(): Map<Lane, Waiting[]> {
    const batch = new Map<Lane, Waiting[]>();
    let room = this.bulk ?? 1;
    for (const lane of this.#ready) {
      if (room === 0) break;
      const items = lane.waiting.slice(0, room);
      room -= items.length;
      for (const item of items) item.inFlight = true;
      lane.busy = true;
      this.#ready.delete(lane);
      batch.set(lane, items);
    }
    return batch;
  }

  async #run(batch: Map<Lane, Waiting[]>): Promise<void> {
    const events = [...batch.values()].flat().map(({ event }) => event);
    let verdicts: Verdict[];
    try {
      verdicts = await this.#options.deliver(events);
    } catch (error) {
      this.#options.onUnanswered();
      // Down is no failure of the event. Cut off is: an event that kills its consumer must end as a dead letter.
      if (error instanceof AppDownError) return;
      const reason = `was not answered: ${error instanceof Error ? error.message : String(error)}`;
      verdicts = events.map(() => ({ status: 'RETRY', reason }));
    }
    const judged = new Map(events.map((event, index) => [event, verdicts[index]]));
    await Promise.all([...batch].map(([lane, items]) => this.#judge(lane, items, judged)));
  }

  async #judge(lane: Lane, items: Waiting[], verdicts: Map<StoredEvent, Verdict | undefined>): Promise<void> {
    let blocked = false;
    for (const item of items) {
      const verdict = verdicts.get(item.event) ?? { status: 'RETRY', reason: 'got no answer' };
      if (verdict.status === 'SUCCESS') this.#taken(lane, item);
      else if (verdict.status === 'DROP') await this.#putAway(lane, item, 'answered DROP');
      // Behind a failed event of its key, RETRY says nothing about this one.
      else if (!blocked) {
        blocked = true;
        await this.#failed(lane, item, verdict.reason);
      }
    }
  }

  #taken(lane: Lane, item: Waiting): void {
    lane.remove(item);
    this.#failures.delete(item.event.id);
    item.settle({ acknowledged: true });
  }

  async #failed(lane: Lane, item: Waiting, reason: string): Promise<void> {
    const { policy, logger, name } = this.#options;
    const count = (this.#failures.get(item.event.id)?.count ?? 0) + 1;
    this.#failures.set(item.event.id, { count, reason });
    if (count > policy.maxRetries) return await this.#putAway(lane, item, reason);
    logger.warn({ subscription: name, event: item.event.id, attempt: count, reason }, 'A delivery failed.');
    this.#pause(lane, policy.backoffMs(count));
  }

  async #putAway(lane: Lane, item: Waiting, reason: string): Promise<void> {
    // Its publisher gave up meanwhile and will bring it again.
    if (!lane.waiting.includes(item)) return;
    try {
      await this.#options.deadLetter(item.event, reason);
      this.#taken(lane, item);
    } catch (error) {
      this.#options.logger.error({ err: error, event: item.event.id }, 'A dead letter could not be kept.');
      this.#pause(lane, 1_000);
    }
  }

  #pause(lane: Lane, ms: number): void {
    clearTimeout(lane.timer);
    lane.timer = setTimeout(() => {
      lane.timer = undefined;
      if (lane.ready) this.#ready.add(lane);
      this.#tidy(lane);
      this.pump();
    }, ms);
  }

  #whyNotYet(id: string): string {
    const { name, isUp } = this.#options;
    const failed = this.#failures.get(id);
    if (failed) return `${name} ${failed.reason}`;
    return isUp() ? `${name} has not answered yet` : `${name} is down`;
  }

  #laneOf(key: string): Lane {
    let lane = this.#lanes.get(key);
    if (!lane) {
      lane = new Lane(key);
      this.#lanes.set(key, lane);
    }
    return lane;
  }

  /** Keeps a lane only while it holds something, or has to keep its successor waiting. */
  #tidy(lane: Lane): void {
    if (lane.waiting.length > 0) return;
    this.#ready.delete(lane);
    if (!lane.busy && lane.timer === undefined) this.#lanes.delete(lane.key);
  }
}
