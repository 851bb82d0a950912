import { Activity, type ChatChange, type Task } from '../../../../shared/entities/index.ts';
import type { Change } from '../../../../shared/events/events.ts';
import { Conflict, NotFound, ValidationFailed } from '../../../../shared/http/problem.ts';
import { removeUntouchedSuccessors } from '../../tasks/schedule/recurrence/successor.service.ts';
import { placeNewTask, placeTask } from '../../tasks/tree/task.place.ts';
import type { TaskTrees } from '../../tasks/tree/task.trees.ts';
import type { ChangeRecorder } from '../../tasks/write/change.recorder.ts';
import { recreateTask, restoreTask, type TaskBackup, toDate } from './task.backup.ts';

export type StoredChange = ChatChange['changes'][number];

/** Brings tasks back to a state of before, as far as nobody has changed them, or the tasks around them, since. */
export class TaskReversal {
  readonly #recorder: ChangeRecorder;
  readonly #trees: TaskTrees;
  readonly #reopened: Task[] = [];
  readonly #removed = new Set<Task>();

  /** @param trees the tasks with those above and below, all locked and watched */
  constructor(recorder: ChangeRecorder, trees: TaskTrees) {
    this.#recorder = recorder;
    this.#trees = trees;
  }

  /** A sent reminder raises the version as well, but does not count as a change. */
  async requireUnchanged({ id, after }: StoredChange): Promise<void> {
    if (!after) return;
    const task = this.#trees.find(id);
    if (!task) throw new Conflict('That task is deleted, so there is nothing to undo about it.');
    const { tx } = this.#recorder;
    const reminded =
      task.version > after.version &&
      (await tx.count(Activity, { taskId: id, action: 'reminded', at: { $gte: new Date(after.at) } }));
    if (task.version !== after.version + Number(reminded)) throw changedSince(task);
  }

  revert(ownerId: string, { id, before, after }: StoredChange): { change: Change; task: Task } {
    const backup = before as TaskBackup | null;
    if (!after) return { change: 'created', task: this.#recreate(ownerId, backup!) };
    const task = this.#trees.find(id)!;
    if (!backup) {
      this.#removed.add(task);
      return { change: 'deleted', task };
    }
    const wasCompleted = task.completedAt != null;
    this.#restore(task, backup);
    if (wasCompleted === backup.completed) return { change: 'updated', task };
    if (wasCompleted) this.#reopened.push(task);
    return { change: wasCompleted ? 'reopened' : 'completed', task };
  }

  /** Checks that the tasks fit to those around them, and does what belongs to several of them. */
  async finish(tasks: readonly Task[]): Promise<void> {
    for (const task of tasks) this.#requireFit(task);
    for (const task of this.#removed) {
      if (this.#trees.subtreeOf(task).some((each) => !this.#removed.has(each))) throw changedSince(task);
    }
    this.#recorder.removeTrees(this.#trees, [...this.#removed]);
    await removeUntouchedSuccessors(this.#recorder, this.#reopened);
  }

  #recreate(ownerId: string, backup: TaskBackup): Task {
    const { tx, context } = this.#recorder;
    const task = recreateTask(tx, ownerId, backup, context.now);
    placed(task, () => placeNewTask(this.#trees, task));
    this.#recorder.create(task);
    return task;
  }

  #restore(task: Task, backup: TaskBackup): void {
    const { tx, context } = this.#recorder;
    const { parentId = null, listId, position } = backup;
    placed(task, () => placeTask(this.#trees, task, parentId ? { parentId } : { parentId, listId }, context.now));
    if (position) task.position = position;
    this.#trees.setCompletedAt(task, toDate(backup.completedAt));
    restoreTask(tx, task, backup, context.now);
  }

  /** Nothing open is below a completed task. */
  #requireFit(task: Task): void {
    const { completedAt, parentId } = task;
    const isAboveOpen = completedAt && this.#trees.childrenOf(task).some((child) => !child.completedAt);
    const isBelowCompleted = !completedAt && this.#trees.find(parentId)?.completedAt;
    if (isAboveOpen || isBelowCompleted) throw changedSince(task);
  }
}

function placed(task: Task, place: () => void): void {
  try {
    place();
  } catch (error) {
    if (!(error instanceof NotFound || error instanceof ValidationFailed || error instanceof Conflict)) throw error;
    throw new Conflict(`"${task.title}" cannot go back to its place, because the tasks there have changed since.`);
  }
}

function changedSince({ title }: Task): Conflict {
  return new Conflict(`"${title}" was changed since then, so I left it as it is.`);
}
