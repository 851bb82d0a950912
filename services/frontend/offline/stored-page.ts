import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { createStore, del, delMany, entries, get, setMany } from 'idb-keyval';

/**
 * What the page shows is stored in the browser, so that it opens without a network. Every record has its owner's id in its key. Only
 * the records of whoever was signed in last are read, and signing out erases them.
 */
const store = createStore('todo-pages', 'pages');
const lastKey = 'last';
/** The first elements of the keys of stored queries. Single tasks come from the lists. */
const storedKinds = new Set<unknown>(['lists', 'views', 'counts', 'tags', 'preferences']);
const writeAfterMs = 1_000;
/** Lists that were not read for this long are removed. */
const keptMs = 14 * 24 * 3_600_000;

/** Whoever was signed in last, and the configuration of the server. */
interface Last<User extends Owner, Config> {
  user: User;
  config: Config;
}

interface Owner {
  id: string;
}

interface StoredQuery {
  queryKey: QueryKey;
  data: unknown;
  updatedAt: number;
}

/** Returns who was signed in last in this browser, and puts what they saw into the cache. */
export async function openStoredPage<User extends Owner, Config>(
  client: QueryClient,
): Promise<Last<User, Config> | undefined> {
  const last = await get<Last<User, Config>>(lastKey, store);
  if (!last) return undefined;
  const prefix = prefixOf(last.user.id);
  for (const [key, query] of await entries<string, StoredQuery>(store)) {
    if (!key.startsWith(prefix) || client.getQueryData(query.queryKey) !== undefined) continue;
    client.setQueryData(query.queryKey, query.data, { updatedAt: query.updatedAt });
  }
  return last;
}

/**
 * Stores who is signed in and what is shown from now on.
 * @returns a function that stops this
 */
export function storePage(client: QueryClient, user: Owner, config: object): () => void {
  const prefix = prefixOf(user.id);
  const changed = new Map<string, StoredQuery>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    timer = undefined;
    const records = [...changed].map(([hash, query]): [string, StoredQuery] => [prefix + hash, query]);
    changed.clear();
    void setMany(records, store).catch(() => undefined);
  };
  const stop = client.getQueryCache().subscribe(({ query }) => {
    const { data, dataUpdatedAt: updatedAt } = query.state;
    if (data === undefined || !isStored(query.queryKey)) return;
    changed.set(query.queryHash, { queryKey: query.queryKey, data, updatedAt });
    timer ??= setTimeout(write, writeAfterMs);
  });
  void begin(user, config).catch(() => undefined);
  return () => {
    stop();
    clearTimeout(timer);
  };
}

/** Erases what was stored of everybody, because nobody is signed in. */
export async function eraseStoredPages(): Promise<void> {
  const keys = (await entries<string, unknown>(store)).map(([key]) => key);
  await delMany(keys, store);
}

/** Removes what belongs to others, and old lists. */
async function begin(user: Owner, config: object): Promise<void> {
  const prefix = prefixOf(user.id);
  const oldest = Date.now() - keptMs;
  const all = await entries<string, StoredQuery>(store);
  const useless = all.filter(([key, { updatedAt }]) => !key.startsWith(prefix) || updatedAt < oldest);
  await del(lastKey, store);
  await delMany(
    useless.map(([key]) => key),
    store,
  );
  await setMany([[lastKey, { user, config } satisfies Last<Owner, object>]], store);
}

/** Searches are not stored. */
function isStored([kind, part, filter]: QueryKey): boolean {
  if (kind !== 'tasks') return storedKinds.has(kind);
  return part === 'list' && !(filter as { q?: string }).q;
}

function prefixOf(userId: string): string {
  return `${userId}/`;
}
