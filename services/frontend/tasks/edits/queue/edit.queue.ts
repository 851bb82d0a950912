import type { Task } from '../../task.ts';
import type { Edit } from '../edit.ts';
import { EditEntries } from './edit.entries.ts';
import { type Entry, settled } from './edit.entry.ts';
import { EditLineage } from './edit.lineage.ts';
import { type FinalOutcome, SendLoop, type SendLoopDependencies } from './edit.send-loop.ts';
import type { EditStorage, StoredEdit } from './edit.storage.ts';

export interface EditQueueDependencies extends SendLoopDependencies {
  storage: EditStorage;
  /** Called when the server has done the edit; `task` is undefined if the task is gone, `deleted` has what went with it. */
  onDone: (edit: Edit, task: Task | undefined, deleted: readonly Task[]) => void;
  /** Called when the server refuses the edit for good. The edit is undone in the page. */
  onRefused: (edit: Edit, problem: Error) => void;
  /** Called when the person discards the edit. An attempt may have taken effect unnoticed. */
  onDiscarded: (edit: Edit) => void;
}

/**
 * The edits that the server has not acknowledged yet, oldest first. They are sent one by one, and repeated until a response
 * comes; if the page is closed, the next page sends them. An edit names the version of the task to which it was made. Later edits
 * of the same task then name the version that the earlier edit made.
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

  /** Returns the same array until something changes. */
  readonly snapshot = (): readonly Entry[] => this.#entries.all;

  /** Resolves once the browser has stored the present edits, so that they outlive the page. */
  written(): Promise<void> {
    return this.#entries.written;
  }

  /** Tells whether a new task was sent and its response has not arrived. */
  get isAdding(): boolean {
    return this.#entries.all.some(({ edit, state }) => edit.kind === 'add' && state === 'sending');
  }

  /** Starts sending, beginning with edits that an earlier page left. */
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
   * @param version is the task's version that the person saw; null if any version will do
   * @param held keeps the edit back until `release`
   */
  add(edit: Edit, version: number | null, held = false): void {
    this.addAll([{ edit, version }], held);
  }

  /** Adds several edits at once, as `add` does. */
  addAll(added: readonly StoredEdit[], held = false): void {
    const state = held ? 'held' : 'waiting';
    const entries = added.map(({ edit, version }): Entry => {
      const meant = version === null ? null : this.#lineage.versionOf(edit.taskId, version);
      return { edit, version: meant, state };
    });
    this.#entries.set([...this.#entries.all, ...entries]);
    void this.#loop.run();
  }

  release(...editIds: string[]): void {
    const ids = new Set(editIds);
    this.#entries.set(
      this.#entries.all.map((entry) =>
        entry.state === 'held' && ids.has(entry.edit.id) ? { ...entry, state: 'waiting' } : entry,
      ),
    );
    void this.#loop.run();
  }

  /**
   * Removes an edit that was not sent yet.
   * @returns whether it could still be removed
   */
  withdraw(editId: string): boolean {
    const entry = this.#entries.find(editId);
    if (!entry || entry.state === 'sending') return false;
    this.#entries.remove(editId);
    return true;
  }

  /** Sends everything, also held edits, before the person signs out. Resolves when all is sent, or after that time. */
  async flush(withinMs = 3_000): Promise<void> {
    this.release(...this.#entries.all.map(({ edit }) => edit.id));
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

  /** Retries now, because the network or the person is back. */
  wake(): void {
    this.#loop.wake();
  }

  /** Returns the server's id of a task that was added here. */
  idOf(taskId: string): string {
    return this.#lineage.idOf(taskId);
  }

  /** Returns the id under which a task was first shown, which does not change when the server answers with its own. */
  firstIdOf(taskId: string): string {
    return this.#lineage.firstIdOf(taskId);
  }

  /**
   * Decides a conflict.
   * @param mine the fields in which this page's change wins; true or false for a deletion or a deleted task
   */
  settle(editId: string, mine: ReadonlySet<string> | boolean): void {
    const entry = this.#entries.find(editId);
    if (!entry?.conflict) return;
    const next = settled(entry, entry.conflict, mine);
    if (next) this.#entries.change(editId, () => next);
    else this.#entries.remove(editId);
    void this.#loop.run();
  }

  /** Discards an edit at which the server keeps failing. */
  discard(editId: string): void {
    const entry = this.#entries.find(editId);
    if (!entry) return;
    this.#entries.set(this.#without(entry), () => this.#dependencies.onDiscarded(entry.edit));
    void this.#loop.run();
  }

  /** Leaves the conflict undecided. `askAgain` or the next page asks again. */
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
      // Both happen in one turn, so that no intermediate state is shown.
      this.#entries.set(others, () => onDone(entry.edit, outcome.task, outcome.deleted ?? []));
    }
  }

  /** Returns the entries without this edit. Edits of a task that will never be added go with it. */
  #without({ edit: { id, kind, taskId } }: Entry): Entry[] {
    return this.#entries.all.filter(({ edit }) => edit.id !== id && !(kind === 'add' && edit.taskId === taskId));
  }

  /** Returns the entries with the new version in later edits of the same task, which build on this edit; subtasks get their parent's new id. */
  #followed(done: Entry, task: Task | undefined): readonly Entry[] {
    if (!task) return this.#entries.all;
    this.#lineage.follow(done, task);
    return this.#entries.all.map((entry) => {
      const { edit } = entry;
      if (edit.kind === 'add' && edit.input.parentId === done.edit.taskId) {
        return { ...entry, edit: { ...edit, input: { ...edit.input, parentId: task.id } } };
      }
      if (edit.taskId !== done.edit.taskId || edit.id === done.edit.id) return entry;
      return { ...entry, version: task.version, edit: { ...edit, taskId: task.id } };
    });
  }
}
