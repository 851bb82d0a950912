import type { Host } from './host.ts';
import type { Timeline } from './timeline.ts';

/** A program with some threads on a host. Work that finds none of them free waits in turn. */
export class Program {
  readonly #timeline: Timeline;
  readonly #host: Host;
  readonly #threads: number;
  /** What waits, from `#first` on. To shift a long array takes time in proportion to its length. */
  #waiting: { ms: number; done: () => void }[] = [];
  #first = 0;
  #running = 0;
  #since = 0;
  #lengthMs = 0;

  constructor(timeline: Timeline, host: Host, threads = 1) {
    this.#timeline = timeline;
    this.#host = host;
    this.#threads = threads;
  }

  work(ms: number, done: () => void): void {
    this.#count();
    this.#waiting.push({ ms, done });
    this.#next();
  }

  /** What waits or runs. */
  get length(): number {
    return this.#waiting.length - this.#first + this.#running;
  }

  /** The length of the queue, added up over the time so far. */
  get lengthMs(): number {
    this.#count();
    return this.#lengthMs;
  }

  #next(): void {
    if (this.#running === this.#threads || this.#waiting.length === this.#first) return;
    const { ms, done } = this.#waiting[this.#first++]!;
    if (this.#first === this.#waiting.length) {
      this.#waiting = [];
      this.#first = 0;
    }
    this.#running += 1;
    this.#host.run(ms, () => {
      this.#count();
      this.#running -= 1;
      this.#next();
      done();
    });
  }

  #count(): void {
    this.#lengthMs += this.length * (this.#timeline.now - this.#since);
    this.#since = this.#timeline.now;
  }
}
