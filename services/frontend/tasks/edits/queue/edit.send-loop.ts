import type { Task } from '../../task.ts';
import { type Edit, isUnsent } from '../edit.ts';
import type { BatchOutcome } from './batch.sender.ts';
import type { EditEntries } from './edit.entries.ts';
import { contradiction, type Entry, type Outcome } from './edit.entry.ts';
import type { SendOutcome } from './edit.sender.ts';
import type { StoredEdit } from './edit.storage.ts';

export interface SendLoopDependencies {
  send: (edit: Edit, version: number | null) => Promise<SendOutcome>;
  sendBatch: (edits: readonly StoredEdit[]) => Promise<BatchOutcome>;
  /** Returns the present task; null when it is gone. Throws when it cannot be read. */
  read: (id: string) => Promise<Task | null>;
  /** Waits before attempt `attempt` (counted from 1), or until it is woken. */
  pause: (attempt: number, wake: AbortSignal, seconds?: number) => Promise<void>;
  onSignedOut: () => void;
}

type BatchResult = Extract<BatchOutcome, { is: 'unreachable' | 'signed-out' }> | { is: 'over' };

/** The outcome of an edit that is not sent again as it is. */
export type FinalOutcome = Exclude<Outcome, { is: 'unreachable' | 'failed' | 'signed-out' }>;

/**
 * Sends the waiting entries one by one. While the server is away, it repeats the same entry after a pause. An entry at which the
 * server fails is repeated beside the others, and holds back only entries of the same task.
 */
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

  /** Allows sending. After `stop`, nothing is sent until this is called. */
  allow(): void {
    this.#stopped = false;
  }

  stop(): void {
    this.#stopped = true;
    this.#wake.abort();
  }

  /** Ends a pause and retries now. */
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
      const batch = this.#batchOf(entry);
      const outcome = batch.length > 1 ? await this.#sendBatch(batch) : await this.#send(entry);
      if (outcome.is === 'signed-out') break;
      if (outcome.is === 'failed') void this.#repeat(entry.edit.id);
      attempt = outcome.is === 'unreachable' ? attempt + 1 : 0;
      if (outcome.is === 'unreachable')
        await this.#dependencies.pause(attempt, this.#wake.signal, outcome.retryAfterSeconds);
    }
    this.#running = false;
  }

  /** Returns the waiting entries that can be sent in one request with this one. */
  #batchOf(first: Entry): Entry[] {
    const { batch } = first.edit;
    const isSendable = this.#sendable();
    const isFirst = firstOfEachTask(this.#entries.all);
    return this.#entries.all.filter(
      (entry) =>
        batch && entry.edit.batch === batch && !isUnsent(entry.edit.taskId) && isFirst(entry) && isSendable(entry),
    );
  }

  async #sendBatch(batch: readonly Entry[]): Promise<BatchResult> {
    const ids = new Set(batch.map(({ edit }) => edit.id));
    const set = (change: (entry: Entry) => Entry) =>
      this.#entries.set(this.#entries.all.map((entry) => (ids.has(entry.edit.id) ? change(entry) : entry)));
    set((entry) => ({ ...entry, state: 'sending' }));
    const outcome = await this.#dependencies.sendBatch(batch.map(({ edit, version }) => ({ edit, version })));
    if (this.#stopped) return { is: 'over' };
    if (outcome.is === 'done') {
      for (const { edit } of batch) {
        const deleted = outcome.deleted?.get(edit.taskId);
        this.#finish(edit.id, { is: 'done', task: outcome.tasks.get(edit.taskId), ...(deleted && { deleted }) });
      }
      return { is: 'over' };
    }
    if (outcome.is === 'apart') {
      set(({ edit: { batch: _, ...edit }, ...entry }) => ({ ...entry, edit, state: 'waiting' }));
      return { is: 'over' };
    }
    set((entry) => ({ ...entry, state: 'waiting' }));
    if (outcome.is === 'signed-out') this.#dependencies.onSignedOut();
    return outcome;
  }

  /** Repeats an edit at which the server failed, until the outcome changes or the person discards the edit. */
  async #repeat(id: string): Promise<void> {
    let outcome: Outcome | undefined;
    for (let attempt = 1; !outcome || outcome.is === 'failed' || outcome.is === 'unreachable'; attempt += 1) {
      const seconds = outcome?.is === 'unreachable' ? outcome.retryAfterSeconds : undefined;
      await this.#dependencies.pause(attempt, this.#wake.signal, seconds);
      const entry = this.#entries.find(id);
      if (!entry || this.#stopped) return;
      outcome = await this.#send(entry);
    }
    if (outcome.is !== 'signed-out') void this.run();
  }

  async #send(entry: Entry): Promise<Outcome> {
    const { id } = entry.edit;
    this.#entries.change(id, (waiting) => ({ ...waiting, state: 'sending' }));
    const outcome = await this.#attempt(entry);
    if (this.#stopped) return outcome;
    if (outcome.is === 'failed') {
      const failure = { attempts: (entry.failure?.attempts ?? 0) + 1, problem: outcome.problem };
      this.#entries.change(id, (sent) => ({ ...sent, state: 'waiting', failure }));
    } else if (outcome.is === 'unreachable' || outcome.is === 'signed-out') {
      this.#entries.change(id, (sent) => ({ ...sent, state: 'waiting' }));
      if (outcome.is === 'signed-out') this.#dependencies.onSignedOut();
    } else {
      this.#finish(id, outcome);
    }
    return outcome;
  }

  async #attempt({ edit, version }: Entry): Promise<Outcome> {
    const { send, read } = this.#dependencies;
    const sent = await send(edit, version);
    if (sent.is !== 'changed' && sent.is !== 'gone') return sent;
    const mayBeThere = edit.kind === 'update' || edit.kind === 'move';
    if (sent.is === 'gone' && !mayBeThere) return { is: 'done', task: undefined };
    try {
      // What is gone may also be the task behind which this one was to go, or its new parent.
      const isRead = sent.is === 'changed' || edit.kind === 'move';
      const theirs = isRead ? await read(edit.taskId) : null;
      if (edit.kind === 'move' && theirs) return { is: 'refused', problem: new PlaceIsGone() };
      return contradiction(edit, theirs);
    } catch (error) {
      return { is: 'failed', problem: error as Error };
    }
  }

  #next(): Entry | undefined {
    return this.#entries.all.find(this.#sendable());
  }

  /** Tells which entries may be sent. A conflict or a failure holds back only edits of the same task. */
  #sendable(): (entry: Entry) => boolean {
    const heldBack = new Set<string>();
    for (const { edit, state, failure } of this.#entries.all) {
      if (state === 'conflict' || failure) heldBack.add(edit.taskId);
    }
    return ({ edit, state }) => state === 'waiting' && !heldBack.has(edit.taskId);
  }
}

class PlaceIsGone extends Error {
  override readonly name = 'PlaceIsGone';
  constructor() {
    super('The task next to it was moved or deleted in the meantime.');
  }
}

/** An edit must not overtake an earlier one of the same task. */
function firstOfEachTask(entries: readonly Entry[]): (entry: Entry) => boolean {
  const first = new Map<string, Entry>();
  for (const entry of entries) if (!first.has(entry.edit.taskId)) first.set(entry.edit.taskId, entry);
  return (entry) => first.get(entry.edit.taskId) === entry;
}
