import type { Task } from '../../../../shared/entities/index.ts';

/** Tasks with their ancestors and descendants. What is changed through its methods keeps the numbers of subtasks right. */
export class TaskTrees {
  readonly #tasks = new Map<string, Task>();
  readonly #children = new Map<string, Set<Task>>();

  constructor(tasks: Iterable<Task> = []) {
    for (const task of tasks) this.#link(task);
  }

  get tasks(): Iterable<Task> {
    return this.#tasks.values();
  }

  find(id: string | null | undefined): Task | undefined {
    return id ? this.#tasks.get(id) : undefined;
  }

  /** From the parent to the root. */
  ancestorsOf(task: Task): Task[] {
    const parent = this.find(task.parentId);
    return parent ? [parent, ...this.ancestorsOf(parent)] : [];
  }

  /** The task and all its descendants, each after its parent. */
  subtreeOf(task: Task): Task[] {
    return [task, ...this.childrenOf(task).flatMap((child) => this.subtreeOf(child))];
  }

  childrenOf({ id }: Task): Task[] {
    return [...(this.#children.get(id) ?? [])];
  }

  /** The number of levels that the task and its descendants take. */
  heightOf(task: Task): number {
    return 1 + Math.max(0, ...this.childrenOf(task).map((child) => this.heightOf(child)));
  }

  /** Adds a new task under its parent. */
  add(task: Task): void {
    this.#link(task);
    this.#count(task, 1);
  }

  /** Takes the task, with its descendants, away from its parent. */
  remove(task: Task): void {
    this.#count(task, -1);
    if (task.parentId) this.#children.get(task.parentId)?.delete(task);
  }

  move(task: Task, parentId: string | null): void {
    this.remove(task);
    task.parentId = parentId;
    this.add(task);
  }

  setCompletedAt(task: Task, at: Date | null): void {
    this.#count(task, -1);
    task.completedAt = at;
    this.#count(task, 1);
  }

  #link(task: Task): void {
    this.#tasks.set(task.id, task);
    task.subtasks ??= { total: 0, completed: 0 };
    if (!task.parentId) return;
    const siblings = this.#children.get(task.parentId) ?? new Set();
    this.#children.set(task.parentId, siblings.add(task));
  }

  #count({ parentId, completedAt }: Task, by: number): void {
    const parent = this.find(parentId);
    if (!parent) return;
    const { total, completed } = parent.subtasks;
    parent.subtasks = { total: total + by, completed: completed + (completedAt ? by : 0) };
  }
}
