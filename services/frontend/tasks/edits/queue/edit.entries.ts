import type { Entry } from './edit.entry.ts';
import type { StoredEdit } from './edit.storage.ts';

/** The entries of the queue, oldest first. Every change is stored and reported to the subscribers. */
export class EditEntries {
  #all: readonly Entry[] = [];
  readonly #save: (edits: StoredEdit[]) => Promise<void>;
  #written = Promise.resolve();
  readonly #listeners = new Set<() => void>();

  constructor(save: (edits: StoredEdit[]) => Promise<void>) {
    this.#save = save;
  }

  /** Returns the same array until something changes. */
  get all(): readonly Entry[] {
    return this.#all;
  }

  /** Resolves once the browser has stored the present entries. */
  get written(): Promise<void> {
    return this.#written;
  }

  /** @returns a function that unsubscribes */
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

  /** @param first runs before the subscribers are told, so that they see both changes at once */
  set(entries: readonly Entry[], first?: () => void): void {
    this.#all = entries;
    first?.();
    const kept = this.#all.filter(({ state }) => state !== 'held');
    this.#written = this.#save(kept.map(({ edit, version }): StoredEdit => ({ edit, version })));
    for (const listener of this.#listeners) listener();
  }
}
