import type { StoredEvent } from './event.ts';

/** The result of delivering one event to one subscriber. */
export type Outcome = { acknowledged: true } | { acknowledged: false; reason: string };

/** An event of one publish call that waits for one subscriber. */
export interface Waiting {
  event: StoredEvent;
  inFlight: boolean;
  /** Reports the outcome to the publisher. Only the first call counts. */
  settle(outcome: Outcome): void;
}

/** The events of one partition key for one subscriber, in the order they were published. */
export class Lane {
  readonly key: string;
  readonly waiting: Waiting[] = [];
  /** Whether a request with events of this lane is in flight. */
  busy = false;
  /** The timer of the pause after a failure. */
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
   * Removes an event whose publisher gave up, and fails the events behind it, which must not be delivered before it. Requests in
   * flight are not aborted.
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
