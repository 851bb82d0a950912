import { createStore, delMany, entries, get, set, type UseStore } from 'idb-keyval';
import type { Edit } from '../edit.ts';

/** An edit as it is kept, with the version of the task it was made to; null: whatever version there is. */
export interface StoredEdit {
  edit: Edit;
  version: number | null;
}

export interface EditStorage {
  /** Opens it. @returns what earlier pages of this person left unsent in this browser, which no page that is open has. */
  takeOver(): Promise<StoredEdit[]>;
  save(edits: StoredEdit[]): Promise<void>;
  close(): void;
}

/**
 * In IndexedDB, a record for each open page of each person. A page holds a lock named like its record for as long as it
 * lives; a record without one was left by a page that was closed, and goes over to the next page of the same person.
 */
export function browserStorage(userId: string, pageId: string): EditStorage {
  const store = createStore('todo-edits', 'edits');
  const prefix = `${userId}/`;
  const ownKey = prefix + pageId;
  let release = () => {};
  let writing = Promise.resolve();

  return {
    async takeOver() {
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      await hold(ownKey, until);
      const left: StoredEdit[] = [];
      const keys = (await entries<string, StoredEdit[]>(store)).map(([key]) => key);
      for (const key of keys) {
        if (!key.startsWith(prefix) || key === ownKey) continue;
        await ifAbandoned(key, async () => {
          left.push(...((await get<StoredEdit[]>(key, store)) ?? []));
          // Twice for a moment rather than nowhere: an edit has an id, and is done once.
          await set(ownKey, left, store);
          await delMany([key], store);
        });
      }
      return left.sort((a, b) => (a.edit.at < b.edit.at ? -1 : 1));
    },
    save(edits) {
      writing = writing.then(() => write(store, ownKey, edits)).catch(() => {});
      return writing;
    },
    close: () => release(),
  };
}

/** Nothing of that person is kept in this browser any more. */
export async function eraseStoredEdits(userId: string): Promise<void> {
  const store = createStore('todo-edits', 'edits');
  const keys = (await entries<string, unknown>(store)).map(([key]) => key);
  await delMany(
    keys.filter((key) => key.startsWith(`${userId}/`)),
    store,
  );
}

function write(store: UseStore, key: string, edits: StoredEdit[]): Promise<void> {
  return edits.length ? set(key, edits, store) : delMany([key], store);
}

/** Resolves when the lock is held, until that promise resolves. Browsers have locks where the page came safely. */
function hold(name: string, until: Promise<void>): Promise<void> {
  const { locks } = navigator;
  if (!locks) return Promise.resolve();
  return new Promise((resolve) => {
    void locks.request(name, () => {
      resolve();
      return until;
    });
  });
}

async function ifAbandoned(name: string, work: () => Promise<void>): Promise<void> {
  const { locks } = navigator;
  if (!locks) return await work();
  await locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
}
