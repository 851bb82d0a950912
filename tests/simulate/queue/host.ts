import { MinHeap } from './min-heap.ts';
import type { Timeline } from './timeline.ts';

/** A machine whose cores the running threads share evenly. A thread uses one core at most. */
export class Host {
  readonly #timeline: Timeline;
  readonly #cores: number;
  /** The running threads, by what each thread that has run from the beginning would have received when they end. */
  readonly #ends = new MinHeap<() => void>();
  #received = 0;
  #since = 0;
  #plan = 0;
  #usedMs = 0;

  constructor(timeline: Timeline, cores: number) {
    this.#timeline = timeline;
    this.#cores = cores;
  }

  /** The time of cores that was used so far. */
  get usedMs(): number {
    this.#advance();
    return this.#usedMs;
  }

  /** Runs a thread until it has received that much of the processor. */
  run(ms: number, done: () => void): void {
    this.#advance();
    this.#ends.add(this.#received + ms, done);
    this.#planNextEnd();
  }

  get #share(): number {
    return Math.min(1, this.#cores / this.#ends.size);
  }

  #advance(): void {
    const elapsed = this.#timeline.now - this.#since;
    this.#since = this.#timeline.now;
    if (this.#ends.size === 0) return;
    this.#received += elapsed * this.#share;
    this.#usedMs += elapsed * this.#share * this.#ends.size;
  }

  #planNextEnd(): void {
    const plan = ++this.#plan;
    if (this.#ends.size === 0) return;
    this.#timeline.after(Math.max(0, this.#ends.least - this.#received) / this.#share, () => {
      if (plan !== this.#plan) return; // another thread has come since
      this.#advance();
      const done = this.#ends.take();
      this.#planNextEnd();
      done();
    });
  }
}
