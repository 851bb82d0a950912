import type { Task } from '../../task.ts';
import type { Edit } from '../edit.ts';
import type { EditEntries } from './edit.entries.ts';
import { contradiction, type Entry, type Outcome } from './edit.entry.ts';
import type { SendOutcome } from './edit.sender.ts';

export interface SendLoopDependencies {
  send: (edit: Edit, version: number | null) => Promise<SendOutcome>;
  /** The task as it is now; null when it is gone. Throws when that cannot be known. */
  read: (id: string) => Promise<Task | null>;
  /** Before attempt `attempt` (from 1), or until it is woken. */
  pause: (attempt: number, wake: AbortSignal, seconds?: number) => Promise<void>;
  onSignedOut: () => void;
}

/** The outcome of an edit that is not sent again as it is. */
export type FinalOutcome = Exclude<Outcome, { is: 'unreachable' | 'signed-out' }>;

/** Sends the waiting entries one by one. While the server is away, it tries the same entry again, after a pause. */
export class SendLoop {
  readonly #entries: EditEntries;
  readonly #dependencies: SendLoopDependencies;
  readonly #finish: (editId: string, outcome: FinalOutcome) => void;
  #wake = new AbortController();
  #running = false;
  #stopped = false;

  constructor(
    entries: EditEntries,
    dependencies: SendLoopDependencies,
    finish: (editId: string, outcome: FinalOutcome) => void,
  ) {
    this.#entries = entries;
    this.#dependencies = dependencies;
    this.#finish = finish;
  }

  /** After `stop`, nothing is sent before this was called. */
  allow(): void {
    this.#stopped = false;
  }

  stop(): void {
    this.#stopped = true;
    this.#wake.abort();
  }

  /** Ends a pause, and tries again now. */
  wake(): void {
    this.#wake.abort();
    this.#wake = new AbortController();
    void this.run();
  }

  async run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    let attempt = 0;
    for (let entry = this.#next(); entry && !this.#stopped; entry = this.#next()) {
      const { id } = entry.edit;
      this.#entries.change(id, (waiting) => ({ ...waiting, state: 'sending' }));
      const outcome = await this.#attempt(entry);
      if (this.#stopped) break;
      if (outcome.is === 'unreachable') {
        this.#entries.change(id, (sent) => ({ ...sent, state: 'waiting' }));
        attempt += 1;
        await this.#dependencies.pause(attempt, this.#wake.signal, outcome.retryAfterSeconds);
        continue;
      }
      attempt = 0;
      if (outcome.is === 'signed-out') {
        this.#entries.change(id, (sent) => ({ ...sent, state: 'waiting' }));
        this.#dependencies.onSignedOut();
        break;
      }
      this.#finish(id, outcome);
    }
    this.#running = false;
  }

  async #attempt({ edit, version }: Entry): Promise<Outcome> {
    const { send, read } = this.#dependencies;
    const sent = await send(edit, version);
    if (sent.is !== 'changed' && sent.is !== 'gone') return sent;
    if (sent.is === 'gone' && edit.kind !== 'update') return { is: 'done', task: undefined };
    try {
      return contradiction(edit, sent.is === 'gone' ? null : await read(edit.taskId));
    } catch {
      return { is: 'unreachable' };
    }
  }

  /** The first that may be sent: an undecided conflict holds back only the edits of the same task. */
  #next(): Entry | undefined {
    const undecided = new Set<string>();
    for (const entry of this.#entries.all) {
      if (entry.state === 'conflict') undecided.add(entry.edit.taskId);
      if (entry.state === 'waiting' && !undecided.has(entry.edit.taskId)) return entry;
    }
    return undefined;
  }
}
