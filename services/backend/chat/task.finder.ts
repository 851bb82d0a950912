import { Reminder, Task } from '../../../shared/entities/index.ts';
import type { ListSnapshot } from '../../../shared/events/list.schema.ts';
import type { TaskSnapshot } from '../../../shared/events/task.schema.ts';
import { readLists } from '../lists/list.service.ts';
import type { Transaction } from '../platform/unit-of-work.ts';
import { type TagCount, tagCounts } from '../tags/tag.count.ts';
import { listTasks, type SearchOptions } from '../tasks/list/task.list.ts';
import { presentTask } from '../tasks/task.presenter.ts';
import type { Owner } from '../tasks/write/task.service.ts';

/** Finds the tasks that a message mentions. */
export interface TaskFinder {
  /** In the order of the ids, without deleted tasks. */
  byIds(ids: readonly string[]): Promise<TaskSnapshot[]>;
  /**
   * At most 100 tasks, best first: those that contain the terms or, where none does and `isExact` is not set, similar ones. The
   * same search is made once for a message.
   */
  search(terms: string, status?: 'open' | 'completed', options?: SearchOptions): Promise<TaskSnapshot[]>;
  /** Returns at most `limit` tasks that match the filter. */
  matching(filter: Record<string, unknown>, limit?: number): Promise<TaskSnapshot[]>;
  /** Returns open tasks with a pending reminder, the next one first. */
  reminded(limit: number): Promise<{ task: TaskSnapshot; at: Date }[]>;
  /** Returns the lists that are not archived, which are read once for a message. */
  lists(): Promise<readonly { id: string; name: string }[]>;
  /** Returns the name of a list, if they have been read. */
  listName(id: string): string | undefined;
  /** Returns the title of a task, if it has been found before. */
  titleOf(id: string): string | undefined;
  /** Returns the tags of open tasks, the most used first. */
  tags(): Promise<{ tag: string; count: number }[]>;
}

/** A larger set is not changed at once. */
export const mostInSet = 100;
const oneMore = mostInSet + 1;
/** A search finds at most so many tasks. */
export const mostFound = 100;

export function taskFinder(
  inTransaction: <T>(read: (tx: Transaction) => Promise<T>) => Promise<T>,
  owner: Owner,
  now: Date,
): TaskFinder {
  let known: ListSnapshot[] | undefined;
  let reading: Promise<ListSnapshot[]> | undefined;
  const titles = new Map<string, string>();
  const remembered = (tasks: TaskSnapshot[]): TaskSnapshot[] => {
    for (const { id, title } of tasks) titles.set(id, title);
    return tasks;
  };
  const searches = new Map<string, Promise<TaskSnapshot[]>>();
  async function byIds(ids: readonly string[]): Promise<TaskSnapshot[]> {
    if (ids.length === 0) return [];
    const found = await inTransaction((tx) =>
      tx.find(
        Task,
        { id: { $in: [...ids] }, ownerId: owner.id },
        { populate: ['reminders'], disableIdentityMap: true },
      ),
    );
    const byId = new Map(found.map((task) => [task.id, presentTask(task)]));
    return remembered(ids.flatMap((id) => byId.get(id) ?? []));
  }

  return {
    byIds,
    async matching(filter, limit = oneMore) {
      const { dueAfter, dueBefore, ...others } = filter as { dueAfter?: string; dueBefore?: string };
      const query = {
        ...others,
        ...(dueAfter ? { dueAfter: new Date(dueAfter) } : {}),
        ...(dueBefore ? { dueBefore: new Date(dueBefore) } : {}),
      };
      const found: TaskSnapshot[] = [];
      for (let cursor: string | undefined; found.length < limit; ) {
        const page = await inTransaction((tx) =>
          listTasks(tx, owner, { ...query, limit: Math.min(100, limit), ...(cursor ? { cursor } : {}) }, now),
        );
        found.push(...page.items.map(({ highlight: _, ...task }) => task));
        if (!page.nextCursor) break;
        cursor = page.nextCursor;
      }
      return remembered(found.slice(0, limit));
    },
    async reminded(limit) {
      const reminders = await inTransaction((tx) =>
        tx.find(
          Reminder,
          { state: 'pending', task: { ownerId: owner.id, completedAt: null } },
          { orderBy: { fireAt: 'asc' }, limit, disableIdentityMap: true },
        ),
      );
      const tasks = new Map((await byIds(reminders.map(({ task }) => task.id))).map((task) => [task.id, task]));
      return reminders.flatMap(({ task: { id }, fireAt }) => {
        const task = tasks.get(id);
        return task ? [{ task, at: fireAt }] : [];
      });
    },
    async lists() {
      reading ??= inTransaction((tx) => readLists(tx, owner.id));
      known = await reading;
      return known.filter(({ archivedAt }) => !archivedAt);
    },
    listName: (id) => known?.find((list) => list.id === id)?.name,
    titleOf: (id) => titles.get(id),
    tags: () => inTransaction((tx) => tx.execute<TagCount[]>(tagCounts(owner))),
    search(q, status, options = {}) {
      const key = JSON.stringify([q, status, options]);
      const known = searches.get(key);
      if (known) return known;
      const found = inTransaction((tx) =>
        listTasks(tx, owner, { q, limit: mostFound, ...(status ? { status } : {}) }, now, options),
      ).then(({ items }) => remembered(items.map(({ highlight: _, ...task }) => task)));
      searches.set(key, found);
      return found;
    },
  };
}
