import type { Task } from '../../task.ts';
import type { Edit } from '../edit.ts';
import { EditEntries } from './edit.entries.ts';
import { type Entry, settled } from './edit.entry.ts';
import { EditLineage } from './edit.lineage.ts';
import { type FinalOutcome, SendLoop, type SendLoopDependencies } from './edit.send-loop.ts';
import type { EditStorage } from './edit.storage.ts';

export interface EditQueueDependencies extends SendLoopDependencies {
  storage: EditStorage;
  /** The server did it; undefined: the task is gone. */
  onDone: (edit: Edit, task: Task | undefined) => void;
  /** The server refuses it for good, and it is taken back. */
  onRefused: (edit: Edit, problem: Error) => void;
  /** The person gave it up; whether an attempt took effect nobody knows. */
  onDiscarded: (edit: Edit) => void;
}

/**
 * The edits that the server has not acknowledged yet, in order. They are sent one by one, again until a response comes,
 * also by the next page if this one is closed. An edit names the version it was made to; later ones of the same task
 * follow the version that the earlier one made.
 */
export class EditQueue {
  readonly #dependencies: EditQueueDependencies;
  readonly #entries: EditEntries;
  readonly #lineage = new EditLineage();
  readonly #loop: SendLoop;

  constructor(dependencies: EditQueueDependencies) {
    this.#dependencies = dependencies;
    this.#entries = new EditEntries((edits) => dependencies.storage.save(edits));
    this.#loop = new SendLoop(this.#entries, dependencies, (editId, outcome) => this.#finish(editId, outcome));
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#entries.subscribe(listener);

  /** The same array until something changes. */
  readonly snapshot = (): readonly Entry[] => this.#entries.all;

  /** Resolves once the browser has written down what was added so far, so that it survives the page. */
  written(): Promise<void> {
    return this.#entries.written;
  }

  /** Whether a new task is on its way, and the response is still to come. */
  get isAdding(): boolean {
    return this.#entries.all.some(({ edit, state }) => edit.kind === 'add' && state === 'sending');
  }

  /** What an earlier page left is sent before anything of this one. */
  async start(): Promise<void> {
    this.#loop.allow();
    const left = await this.#dependencies.storage.takeOver().catch(() => []);
    const known = new Set(this.#entries.all.map(({ edit }) => edit.id));
    const waiting = left
      .filter(({ edit }) => !known.has(edit.id))
      .map((stored): Entry => ({ ...stored, state: 'waiting' }));
    if (waiting.length) this.#entries.set([...waiting, ...this.#entries.all]);
    this.wake();
  }

  stop(): void {
    this.#loop.stop();
    this.#dependencies.storage.close();
  }

  /**
   * @param version of the task as it was seen; null: whatever there is
   * @param held it waits for `release`
   */
  add(edit: Edit, version: number | null, held = false): void {
    const meant = version === null ? null : this.#lineage.versionOf(edit.taskId, version);
    this.#entries.set([...this.#entries.all, { edit, version: meant, state: held ? 'held' : 'waiting' }]);
    void this.#loop.run();
  }

  release(editId: string): void {
    this.#entries.change(editId, (entry) => (entry.state === 'held' ? { ...entry, state: 'waiting' } : entry));
    void this.#loop.run();
  }

  /** @returns whether it was not sent yet, and is now as if it had not been made. */
  withdraw(editId: string): boolean {
    const entry = this.#entries.find(editId);
    if (!entry || entry.state === 'sending') return false;
    this.#entries.remove(editId);
    return true;
  }

  /** Sends what is held, too. Resolves when nothing waits any more, or after that time: for whoever is about to sign out. */
  async flush(withinMs = 3_000): Promise<void> {
    for (const { edit } of this.#entries.all) this.release(edit.id);
    this.wake();
    const isBusy = () => this.#entries.all.some(({ state }) => state === 'waiting' || state === 'sending');
    if (!isBusy()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      const ignore = this.subscribe(() => {
        if (isBusy()) return;
        clearTimeout(timer);
        ignore();
        resolve();
      });
    });
  }

  /** Tries again now: the network is back, or the person. */
  wake(): void {
    this.#loop.wake();
  }

  /** The server's id of a task that was added here. */
  idOf(taskId: string): string {
    return this.#lineage.idOf(taskId);
  }

  /** Decides a conflict. @param mine the fields of mine that win; for a deletion, or a task that is gone, whether mine does */
  settle(editId: string, mine: ReadonlySet<string> | boolean): void {
    const entry = this.#entries.find(editId);
    if (!entry?.conflict) return;
    const next = settled(entry, entry.conflict, mine);
    if (next) this.#entries.change(editId, () => next);
    else this.#entries.remove(editId);
    void this.#loop.run();
  }

  /** Gives up an edit at which the server keeps failing. */
  discard(editId: string): void {
    const entry = this.#entries.find(editId);
    if (!entry) return;
    this.#entries.set(this.#without(entry), () => this.#dependencies.onDiscarded(entry.edit));
    void this.#loop.run();
  }

  /** Undecided, and nothing lost: it is asked again on `askAgain`, or by the next page. */
  postpone(editId: string): void {
    this.#entries.change(editId, (entry) => ({ ...entry, postponed: true }));
  }

  askAgain(): void {
    this.#entries.set(this.#entries.all.map((entry) => ({ ...entry, postponed: false })));
  }

  #finish(id: string, outcome: FinalOutcome): void {
    const { onDone, onRefused } = this.#dependencies;
    const entry = this.#entries.find(id);
    if (!entry) return;
    if (outcome.is === 'again') {
      this.#entries.change(id, () => ({ edit: outcome.edit, version: outcome.version, state: 'waiting' }));
    } else if (outcome.is === 'conflict') {
      this.#entries.change(id, ({ edit, version }) => ({
        edit,
        version,
        state: 'conflict',
        conflict: outcome.conflict,
      }));
    } else if (outcome.is === 'refused') {
      this.#entries.set(this.#without(entry), () => onRefused(entry.edit, outcome.problem));
    } else {
      const others = this.#followed(entry, outcome.task).filter(({ edit }) => edit.id !== id);
      // In one turn, so that nothing is shown that is neither before nor after.
      this.#entries.set(others, () => onDone(entry.edit, outcome.task));
    }
  }

  /** What is left when that edit is never done: what was done to a task that is never made is void. */
  #without({ edit: { id, kind, taskId } }: Entry): Entry[] {
    return this.#entries.all.filter(({ edit }) => edit.id !== id && !(kind === 'add' && edit.taskId === taskId));
  }

  /** Later edits of the same task were made on top of this one. */
  #followed(done: Entry, task: Task | undefined): readonly Entry[] {
    if (!task) return this.#entries.all;
    this.#lineage.follow(done, task);
    return this.#entries.all.map((entry) =>
      entry.edit.taskId === done.edit.taskId && entry.edit.id !== done.edit.id
        ? { ...entry, version: task.version, edit: { ...entry.edit, taskId: task.id } }
        : entry,
    );
  }
}
