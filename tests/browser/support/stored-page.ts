import type { Page } from 'playwright-core';
import { taskLink } from './list.page.ts';
import type { Person } from './scenario.ts';
import { soon } from './waiting.ts';

/** Opens the page, and waits until it would open without a network as well. */
export async function openWithWorker(person: Person, title: string, options = {}): Promise<Page> {
  const page = await person.open('/', { serviceWorkers: 'allow', ...options });
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await taskLink(page, title).waitFor();
  await soon('what it shows is stored', async () => (await stored(page)).includes(title));
  return page;
}

/** Everything that the page has stored, as text. */
export function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const all: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        await new Promise((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(all.push(...reading.result));
          reading.onerror = () => reject(reading.error);
        });
      }
      database.close();
    }
    return JSON.stringify(all);
  });
}
