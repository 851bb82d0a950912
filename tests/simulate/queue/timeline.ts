import { MinHeap } from './min-heap.ts';

/** The time of a simulation, in ms, and what is going to happen. */
export class Timeline {
  now = 0;
  readonly #due = new MinHeap<() => void>();

  after(ms: number, action: () => void): void {
    this.#due.add(this.now + ms, action);
  }

  /** Lets everything happen that is due until then. */
  runUntil(end: number): void {
    while (this.#due.least <= end) {
      this.now = this.#due.least;
      this.#due.take()();
    }
    this.now = end;
  }

  runUntilEmpty(): void {
    while (this.#due.size > 0) this.runUntil(this.#due.least);
  }
}
