import type { StoredEvent } from './event.ts';

/** What became of one event at one subscriber. */
export type Outcome = { acknowledged: true } | { acknowledged: false; reason: string };

/** An event waiting for one subscriber, on behalf of one publish call. */
export interface Waiting {
  event: StoredEvent;
  inFlight: boolean;
  /** Tells the publisher; later calls change nothing. */
  settle(outcome: Outcome): void;
}

/** The events of one partition key for one subscriber, in the order they were published. */
export class Lane {
  readonly key: string;
  readonly waiting: Waiting[] = [];
  /** A request with events of this lane is under way. */
  busy = false;
  /** The pause after a failure. */
  timer: NodeJS.Timeout | undefined;

  constructor(key: string) {
    this.key = key;
  }

  get ready(): boolean {
    return !this.busy && this.timer === undefined && this.waiting.length > 0;
  }

  remove(item: Waiting): void {
    const index = this.waiting.indexOf(item);
    if (index >= 0) this.waiting.splice(index, 1);
  }

  /**
   * Takes back an event that its publisher gave up, and fails those behind it: delivered now, they would be ahead of it.
   * What is under way is left to end.
   */
  withdraw(item: Waiting, reason: string): void {
    const index = this.waiting.indexOf(item);
    if (index < 0) return;
    for (const [offset, dropped] of this.waiting.splice(index).entries()) {
      const why = offset === 0 ? reason : `an earlier event of its key was not delivered: ${reason}`;
      dropped.settle({ acknowledged: false, reason: why });
    }
  }
}
