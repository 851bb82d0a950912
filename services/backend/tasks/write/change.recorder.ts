import type { Changes } from '../../../../shared/entities/activity.entity.ts';
import type { Task } from '../../../../shared/entities/index.ts';
import type { Change } from '../../../../shared/events/events.ts';
import type { TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { presentTask } from '../task.presenter.ts';
import type { TaskTrees } from '../tree/task.trees.ts';
import { type ChangeContext, differences, recordChanges, type TaskChange, touch } from './task.changes.ts';

/**
 * Remembers locked tasks as they were before a change. Afterwards it writes what belongs to the change, with one statement for
 * any number of tasks: a new version, the activity row and the events of each task that has become different. Where only the
 * number of subtasks has changed, which is no change of the task itself, the owner's open pages are told.
 */
export class ChangeRecorder {
  readonly tx: Transaction;
  readonly context: ChangeContext;
  readonly #before = new Map<Task, TaskSnapshot>();
  readonly #created: Task[] = [];
  readonly #removed = new Set<Task>();
  readonly #told = new Set<Task>();

  constructor(tx: Transaction, context: ChangeContext) {
    this.tx = tx;
    this.context = context;
  }

  /** Must be called before a task is changed. */
  watch(tasks: Iterable<Task>): void {
    for (const task of tasks) if (!this.#before.has(task)) this.#before.set(task, presentTask(task));
  }

  create(task: Task): void {
    this.#created.push(task);
  }

  /** Tells the owner's open pages of tasks that are not watched, and whose place has changed without a change of their own. */
  tell(tasks: Iterable<Task>): void {
    for (const task of tasks) this.#told.add(task);
  }

  /**
   * Removes watched tasks and all below them. Their events carry their last state under the next version, and the activity keeps
   * their titles.
   */
  removeTrees(trees: TaskTrees, tasks: readonly Task[]): void {
    const removed = new Set(tasks.flatMap((task) => trees.subtreeOf(task)));
    // A row may only go after those that refer to it.
    const levels = [...removed].map((task) => ({ task, level: trees.ancestorsOf(task).length }));
    for (const { task } of levels.sort((a, b) => b.level - a.level)) this.#removed.add(task);
    for (const task of removed) {
      const parent = trees.find(task.parentId);
      if (parent && !removed.has(parent)) trees.remove(task);
    }
  }

  /** Must be called once, after all changes. */
  async record(): Promise<void> {
    const kept = [...this.#before].filter(([task]) => !this.#removed.has(task));
    const changes = [
      ...[...this.#removed].map(deletionOf),
      ...kept.flatMap(([task, before]) => changeOf(task, before)),
    ];
    const changed = new Set(changes.map(({ task }) => task));
    const counted = kept.filter(([task, before]) => !changed.has(task) && task.subtasks !== before.subtasks);
    for (const task of changed) touch(task, this.context);
    await recordChanges(
      this.tx,
      this.context,
      [...changes, ...this.#created.map((task) => ({ change: 'created' as const, task, changes: {} }))],
      [...counted.map(([task]) => task), ...this.#told],
    );
    for (const task of this.#removed) this.tx.remove(task);
  }
}

function deletionOf(task: Task): TaskChange {
  return { change: 'deleted', task, changes: { title: { from: task.title, to: null } } };
}

function changeOf(task: Task, before: TaskSnapshot): TaskChange[] {
  const changes = differences(before, presentTask(task));
  return Object.keys(changes).length > 0 ? [{ change: kindOf(changes), task, changes }] : [];
}

function kindOf({ completed }: Changes): Change {
  if (!completed) return 'updated';
  return completed.to ? 'completed' : 'reopened';
}
