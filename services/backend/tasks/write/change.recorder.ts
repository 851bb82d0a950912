import type { Changes } from '../../../../shared/entities/activity.entity.ts';
import type { Task } from '../../../../shared/entities/index.ts';
import type { Change } from '../../../../shared/events/events.ts';
import type { TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { presentTask } from '../task.presenter.ts';
import { type ChangeContext, differences, recordChanges, type TaskChange, touch } from './task.changes.ts';

/**
 * Remembers locked tasks as they were before a change. Afterwards it writes what belongs to the change, with one statement for
 * any number of tasks: a new version, the activity row and the events of each task that has become different.
 */
export class ChangeRecorder {
  readonly tx: Transaction;
  readonly context: ChangeContext;
  readonly #before = new Map<Task, TaskSnapshot>();
  readonly #removed = new Set<Task>();

  constructor(tx: Transaction, context: ChangeContext) {
    this.tx = tx;
    this.context = context;
  }

  /** Must be called before a task is changed. */
  watch(tasks: Iterable<Task>): void {
    for (const task of tasks) if (!this.#before.has(task)) this.#before.set(task, presentTask(task));
  }

  /** The event of a deleted task carries its last state under the next version, and the activity keeps its title. */
  remove(tasks: Iterable<Task>): void {
    for (const task of tasks) this.#removed.add(task);
  }

  /** Is called once, after all changes. */
  async record(): Promise<void> {
    const changes = [
      ...[...this.#removed].map(deletionOf),
      ...[...this.#before].flatMap(([task, before]) => (this.#removed.has(task) ? [] : changeOf(task, before))),
    ];
    for (const { task } of changes) touch(task, this.context);
    await recordChanges(this.tx, this.context, changes);
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
