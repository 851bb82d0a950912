import type { Entry } from './edit.entry.ts';
import type { StoredEdit } from './edit.storage.ts';

/** The entries of the queue, in order. Every change of them is kept, and told to whoever listens. */
export class EditEntries {
  #all: readonly Entry[] = [];
  readonly #save: (edits: StoredEdit[]) => Promise<void>;
  #written = Promise.resolve();
  readonly #listeners = new Set<() => void>();

  constructor(save: (edits: StoredEdit[]) => Promise<void>) {
    this.#save = save;
  }

  /** The same array until something changes. */
  get all(): readonly Entry[] {
    return this.#all;
  }

  /** Resolves once the browser has written down what there is now. */
  get written(): Promise<void> {
    return this.#written;
  }

  /** @returns ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  find(editId: string): Entry | undefined {
    return this.#all.find(({ edit }) => edit.id === editId);
  }

  remove(editId: string): void {
    this.set(this.#all.filter(({ edit }) => edit.id !== editId));
  }

  change(editId: string, change: (entry: Entry) => Entry): void {
    this.set(this.#all.map((entry) => (entry.edit.id === editId ? change(entry) : entry)));
  }

  /** @param first what is to be done before anybody is told, so that both are seen in one turn */
  set(entries: readonly Entry[], first?: () => void): void {
    this.#all = entries;
    first?.();
    const kept = this.#all.filter(({ state }) => state !== 'held');
    this.#written = this.#save(kept.map(({ edit, version }): StoredEdit => ({ edit, version })));
    for (const listener of this.#listeners) listener();
  }
}
