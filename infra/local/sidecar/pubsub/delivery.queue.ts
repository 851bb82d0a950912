import type { Logger } from '../../../../shared/logger.ts';
import { AppDownError } from '../app/app.channel.ts';
import type { Policy } from '../resiliency.ts';
import { Lane, type Outcome, type Waiting } from './delivery.lane.ts';
import type { Verdict } from './delivery.ts';
import type { StoredEvent } from './event.ts';

/** The largest number of simultaneous requests to one subscription. */
const CONCURRENCY = { single: 32, bulk: 4 };

export interface QueueOptions {
  /** The name in logs, such as `recurring/task-events`. */
  name: string;
  policy: Policy;
  logger: Logger;
  isUp(): boolean;
  deliver(events: StoredEvent[]): Promise<Verdict[]>;
  /** Is called when a request got no response, because the app may be down. */
  onNoResponse(): void;
  /** Stores a dead letter. If it rejects, the event is delivered again. */
  deadLetter(event: StoredEvent, reason: string): Promise<void>;
}

interface Failures {
  count: number;
  /** The reason why the latest attempt failed. */
  reason: string;
}

/**
 * Delivers events to one subscription. Events of the same key are delivered one after the other in order, and different keys in
 * parallel. An event leaves the queue when the subscriber took it, when it became a dead letter, or when its publisher gave up.
 */
export class DeliveryQueue {
  readonly #options: QueueOptions;
  readonly #lanes = new Map<string, Lane>();
  readonly #ready = new Set<Lane>();
  /** Failed attempts by event id. They are kept after a publish call, because the publisher repeats an event with the same id. */
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

  /** Starts as many deliveries as possible. Call it after `add` and whenever the app came up. */
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

  /** Ends the subscription and gives all queued events the same outcome. */
  clear(outcome: Outcome): void {
    for (const lane of this.#lanes.values()) {
      clearTimeout(lane.timer);
      lane.timer = undefined;
      for (const item of lane.waiting.splice(0)) item.settle(outcome);
      this.#tidy(lane);
    }
  }

  /** Returns the events of the next request: one for a single subscription, and up to `bulk` for a bulk subscription. */
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
      this.#options.onNoResponse();
      // If the app was down, the event did not fail. A lost connection counts, so that an event that kills its consumer becomes a
      // dead letter.
      if (error instanceof AppDownError) return;
      const reason = `got no response: ${error instanceof Error ? error.message : String(error)}`;
      verdicts = events.map(() => ({ status: 'RETRY', reason }));
    }
    const judged = new Map(events.map((event, index) => [event, verdicts[index]]));
    await Promise.all([...batch].map(([lane, items]) => this.#judge(lane, items, judged)));
  }

  async #judge(lane: Lane, items: Waiting[], verdicts: Map<StoredEvent, Verdict | undefined>): Promise<void> {
    let blocked = false;
    for (const item of items) {
      const verdict = verdicts.get(item.event) ?? { status: 'RETRY', reason: 'got no verdict' };
      if (verdict.status === 'SUCCESS') this.#taken(lane, item);
      else if (verdict.status === 'DROP') await this.#putAway(lane, item, 'responded DROP');
      // A consumer also returns RETRY for events behind a failed event of their key, so only the first one counts.
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
    // The publisher has given up meanwhile and will publish the event again.
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
    return isUp() ? `${name} has not responded yet` : `${name} is down`;
  }

  #laneOf(key: string): Lane {
    let lane = this.#lanes.get(key);
    if (!lane) {
      lane = new Lane(key);
      this.#lanes.set(key, lane);
    }
    return lane;
  }

  /** Removes a lane that holds no events, has no request in flight and does not pause. */
  #tidy(lane: Lane): void {
    if (lane.waiting.length > 0) return;
    this.#ready.delete(lane);
    if (!lane.busy && lane.timer === undefined) this.#lanes.delete(lane.key);
  }
}
