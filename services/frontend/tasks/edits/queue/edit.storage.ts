import { createStore, delMany, entries, get, set, type UseStore } from 'idb-keyval';
import type { Edit } from '../edit.ts';

/** An edit in the browser's storage, with the version of the task to which it was made; null if any version will do. */
export interface StoredEdit {
  edit: Edit;
  version: number | null;
}

export interface EditStorage {
  /**
   * Opens the storage.
   * @returns the edits that this user's closed pages left unsent in this browser
   */
  takeOver(): Promise<StoredEdit[]>;
  save(edits: StoredEdit[]): Promise<void>;
  close(): void;
}

/**
 * Stores edits in IndexedDB, with one record for each open page of each user. A page holds a lock with its record's name as long
 * as it lives. A record without a lock was left by a closed page, and goes to the next page of the same user.
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
          // For a moment the edits are stored twice, which is safe because the server does each id once. Otherwise they might be
          // lost.
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

/** Removes all stored edits of this user from the browser. */
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

/**
 * Holds the lock until the promise `until` resolves; resolves once the lock is held. Browsers have locks only on secure origins.
 */
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
