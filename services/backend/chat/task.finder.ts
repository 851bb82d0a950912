import { Task } from '../../../shared/entities/index.ts';
import type { TaskSnapshot } from '../../../shared/events/task.schema.ts';
import type { Transaction } from '../platform/unit-of-work.ts';
import { listTasks } from '../tasks/list/task.list.ts';
import { presentTask } from '../tasks/task.presenter.ts';
import type { Owner } from '../tasks/write/task.service.ts';

/** Finds the tasks that a message mentions. */
export interface TaskFinder {
  /** In the order of the ids, without deleted tasks. */
  byIds(ids: readonly string[]): Promise<TaskSnapshot[]>;
  /** At most 100 tasks, best first: those that contain the terms or, where none does, similar ones. */
  search(terms: string, status?: 'open' | 'completed'): Promise<TaskSnapshot[]>;
}

export function taskFinder(
  inTransaction: <T>(read: (tx: Transaction) => Promise<T>) => Promise<T>,
  owner: Owner,
  now: Date,
): TaskFinder {
  return {
    async byIds(ids) {
      if (ids.length === 0) return [];
      const found = await inTransaction((tx) =>
        tx.find(
          Task,
          { id: { $in: [...ids] }, ownerId: owner.id },
          { populate: ['reminders'], disableIdentityMap: true },
        ),
      );
      const byId = new Map(found.map((task) => [task.id, presentTask(task)]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
    async search(q, status) {
      const query = { q, limit: 100, ...(status ? { status } : {}) };
      const { items } = await inTransaction((tx) => listTasks(tx, owner, query, now));
      return items.map(({ highlight: _, ...task }) => task);
    },
  };
}
