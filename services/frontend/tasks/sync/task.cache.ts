import type { QueryClient } from '@tanstack/react-query';
import { readAgain } from '../../api/query.client.ts';
import { type Filter, orderOf } from '../filter/query/task.filter.ts';
import { comparator, matches, type Seen } from '../filter/query/task.match.ts';
import type { ListedTask, Task } from '../task.ts';
import { taskKeys } from './task.keys.ts';
import { find, placeTask, removeTask, replaceTask, type TaskPages } from './task.pages.ts';

interface Known {
  version: number;
  /** Null if the task was deleted. */
  task: Task | null;
}

export interface TaskCacheDependencies {
  client: QueryClient;
  eventsEnabled: boolean;
  seen: () => Seen;
  /** Delays the work, so that many changes lead to one request. */
  later: (work: () => void) => void;
}

/**
 * Holds the newest state of each task that the page has learned of, from responses and live events in any order. An older version
 * never replaces a newer one, and a deleted task does not return with a list that was requested earlier.
 */
export class TaskCache {
  readonly #known = new Map<string, Known>();
  readonly #dependencies: TaskCacheDependencies;
  readonly #stale = new Set<readonly unknown[]>();
  readonly #listeners = new Set<(task: Task) => void>();

  constructor(dependencies: TaskCacheDependencies) {
    this.#dependencies = dependencies;
  }

  /** Takes over the lists that were there before the cache: a page without a network has read them from the browser's storage. */
  prime(): void {
    const { client } = this.#dependencies;
    for (const [queryKey, pages] of client.getQueriesData<TaskPages>({ queryKey: taskKeys.lists }))
      for (const { items } of pages?.pages ?? []) this.newest(items, queryKey[2] as Filter);
  }

  /** @returns the tasks of a response, each in its newest state, without those that no longer belong to the list */
  newest<Item extends ListedTask>(items: Item[], filter: Filter): ListedTask[] {
    return items.flatMap((item): ListedTask[] => {
      const known = this.#known.get(item.id);
      if (!known || known.version <= item.version) {
        this.#known.set(item.id, { version: item.version, task: item });
        return [item];
      }
      return known.task && matches(known.task, filter, this.#dependencies.seen()) ? [known.task] : [];
    });
  }

  /** @returns the newest state of the task; null when it is gone */
  newestOf(task: Task): Task | null {
    const known = this.#known.get(task.id);
    if (known && known.version > task.version) return known.task;
    this.#known.set(task.id, { version: task.version, task });
    return task;
  }

  /** @returns the newest known state; undefined if the task is not known */
  get(id: string): Task | null | undefined {
    return this.#known.get(id)?.task;
  }

  /**
   * Calls the listener with each task that is new or has changed.
   * @returns a function that unsubscribes
   */
  onLearn(listener: (task: Task) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes over the task's present state, and updates it wherever it is shown. */
  learn(task: Task): void {
    const known = this.#known.get(task.id);
    if (known && known.version > task.version) return;
    if (known?.version === task.version && known.task === null) return;
    const isNew = known?.version !== task.version;
    this.#known.set(task.id, { version: task.version, task });
    const { client } = this.#dependencies;
    client.setQueryData(taskKeys.one(task.id), task);
    this.#eachList((pages, filter, key) => this.#place(pages, task, filter, key));
    if (!isNew) return;
    this.#askAgainFor(task);
    this.#staleAround(task.id);
    for (const listener of this.#listeners) listener(task);
  }

  /**
   * Removes a deleted task.
   * @param version of the deletion, if it is known
   */
  forget(id: string, version = Number.POSITIVE_INFINITY): void {
    const known = this.#known.get(id);
    if (known && (known.version > version || known.task === null)) return;
    this.#known.set(id, { version, task: null });
    this.#dependencies.client.setQueryData(taskKeys.one(id), null);
    this.#eachList((pages) => removeTask(pages, id));
    this.#staleAround(id);
  }

  /** Takes deleted tasks for existing ones again, and reads the lists. */
  revive(ids: readonly string[]): void {
    for (const id of ids) {
      this.#known.delete(id);
      this.#dependencies.client.removeQueries({ queryKey: taskKeys.one(id) });
      this.#staleAround(id);
    }
    this.#refetchLater(taskKeys.lists);
  }

  #place(pages: TaskPages, task: Task, filter: Filter, key: readonly unknown[]): TaskPages {
    const { eventsEnabled, seen } = this.#dependencies;
    const belongs = (candidate: Task) => matches(candidate, filter, seen());
    const order = orderOf(filter, eventsEnabled);
    const found = find(pages, task.id);
    if (filter.q.trim()) {
      // Only the server knows whether and where the search finds it now.
      if (!belongs(task)) return found ? removeTask(pages, task.id) : pages;
      if (found?.title !== task.title || found.description !== task.description) this.#refetchLater(key);
      return replaceTask(pages, task);
    }
    return placeTask(pages, task, { matches: belongs, compare: comparator(order) });
  }

  #eachList(change: (pages: TaskPages, filter: Filter, key: readonly unknown[]) => TaskPages): void {
    const { client } = this.#dependencies;
    for (const { queryKey } of client.getQueryCache().findAll({ queryKey: taskKeys.lists })) {
      client.setQueryData<TaskPages>(queryKey, (pages) => {
        const changed = pages && change(pages, queryKey[2] as Filter, queryKey);
        return changed === pages ? undefined : changed;
      });
    }
  }

  /** Fetches again the lists that were requested before this change, because their responses may lack it. */
  #askAgainFor(task: Task): void {
    const { client, seen } = this.#dependencies;
    const onTheirWay = client.getQueryCache().findAll({ queryKey: taskKeys.lists, fetchStatus: 'fetching' });
    for (const { queryKey } of onTheirWay) {
      if (matches(task, queryKey[2] as Filter, seen())) this.#refetchLater(queryKey);
    }
  }

  /** Fetches data derived from tasks again, once for many changes. */
  #staleAround(id: string): void {
    this.#refetchLater(taskKeys.tags);
    this.#refetchLater(taskKeys.counts);
    this.#refetchLater(taskKeys.activity(id));
    this.#refetchLater(taskKeys.accountActivity);
  }

  #refetchLater(queryKey: readonly unknown[]): void {
    const { client, later } = this.#dependencies;
    if (this.#stale.size === 0) {
      later(() => {
        const keys = [...this.#stale];
        this.#stale.clear();
        void readAgain(client, ...keys);
      });
    }
    this.#stale.add(queryKey);
  }
}
