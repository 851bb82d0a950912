import { comparator } from '../../filter/query/task.match.ts';
import type { ListedTask } from '../../task.ts';

/** A task of the tree as a row shows it. */
export interface Branch {
  task: ListedTask;
  /** 0 for a task that is no subtask. */
  depth: number;
  /** Whether subtasks are below it, shown or not. */
  hasSubtasks: boolean;
  isCollapsed: boolean;
}

/** A task that was just added has no position before the server responds. It is the last one. */
const behindAll = '\uffff';
const inOrder = comparator({ sort: 'manual', order: 'asc' });
const withPlace = (task: ListedTask) => (task.position ? task : { ...task, position: behindAll });

/** The tasks of a list in their manual order, each below its parent. */
export class TaskTree {
  readonly #tasks: ReadonlyMap<string, ListedTask>;
  readonly #children = new Map<string | null, ListedTask[]>();

  /** @param isWhole false while tasks are not loaded: a subtask then waits for its parent */
  constructor(tasks: readonly ListedTask[], isWhole: boolean) {
    this.#tasks = new Map(tasks.map((task) => [task.id, task]));
    for (const task of tasks.toSorted((a, b) => inOrder(withPlace(a), withPlace(b)))) {
      const parent = this.parentOf(task);
      if (task.parentId && !parent && !isWhole) continue;
      const key = parent?.id ?? null;
      const siblings = this.#children.get(key);
      if (siblings) siblings.push(task);
      else this.#children.set(key, [task]);
    }
  }

  find(id: string | null): ListedTask | undefined {
    return id ? this.#tasks.get(id) : undefined;
  }

  parentOf({ parentId }: ListedTask): ListedTask | undefined {
    return this.find(parentId);
  }

  /** @param id null for the tasks that are no subtasks */
  childrenOf(id: string | null): readonly ListedTask[] {
    return this.#children.get(id) ?? [];
  }

  siblingsOf(task: ListedTask): readonly ListedTask[] {
    return this.childrenOf(this.parentOf(task)?.id ?? null);
  }

  depthOf(task: ListedTask): number {
    const parent = this.parentOf(task);
    return parent ? this.depthOf(parent) + 1 : 0;
  }

  /** Returns how many levels the task and what is below it take. */
  heightOf({ id }: ListedTask): number {
    return 1 + Math.max(0, ...this.childrenOf(id).map((child) => this.heightOf(child)));
  }

  /** Returns the rows from the top, without what is below a collapsed task. */
  branches(collapsed: ReadonlySet<string>): Branch[] {
    const branches: Branch[] = [];
    const add = (id: string | null, depth: number) => {
      for (const task of this.childrenOf(id)) {
        const hasSubtasks = this.childrenOf(task.id).length > 0;
        const isCollapsed = hasSubtasks && collapsed.has(task.id);
        branches.push({ task, depth, hasSubtasks, isCollapsed });
        if (!isCollapsed) add(task.id, depth + 1);
      }
    };
    add(null, 0);
    return branches;
  }
}
