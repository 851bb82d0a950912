import type { Task } from '../../../../shared/entities/index.ts';
import { removeUntouchedSuccessors } from '../schedule/recurrence/successor.service.ts';
import { cancelReminders, restoreReminders } from '../schedule/reminder.plan.ts';
import { endSnooze } from '../schedule/snooze.plan.ts';
import type { TaskTrees } from '../tree/task.trees.ts';
import type { ChangeRecorder } from './change.recorder.ts';

/** Completes or reopens watched tasks. Those that are in that state already stay as they are. */
export async function setCompletion(
  recorder: ChangeRecorder,
  trees: TaskTrees,
  tasks: readonly Task[],
  completed: boolean | undefined,
): Promise<void> {
  if (completed === true) complete(recorder, trees, tasks);
  if (completed === false) await reopen(recorder, trees, tasks);
}

/** Also completes all open tasks below. An event creates the successor of a recurring task. */
function complete({ tx, context }: ChangeRecorder, trees: TaskTrees, tasks: readonly Task[]): void {
  for (const task of tasks.flatMap((task) => trees.subtreeOf(task))) {
    if (task.completedAt) continue;
    trees.setCompletedAt(task, context.now);
    endSnooze(tx, task, context.now);
    cancelReminders(task);
  }
}

/**
 * Also reopens the tasks below that were completed together with these, and all above, because nothing open is below a completed
 * task. Removes their successors, except those that a person has changed.
 */
async function reopen(recorder: ChangeRecorder, trees: TaskTrees, tasks: readonly Task[]): Promise<void> {
  const closed = tasks.filter(({ completedAt }) => completedAt);
  const all = closed.flatMap((task) => [...completedWith(trees, task), ...trees.ancestorsOf(task)]);
  const reopened = [...new Set(all)].filter(({ completedAt }) => completedAt);
  for (const task of reopened) {
    trees.setCompletedAt(task, null);
    restoreReminders(task, recorder.context.now);
  }
  await removeUntouchedSuccessors(recorder, reopened);
}

function completedWith(trees: TaskTrees, task: Task): Task[] {
  const below = trees.childrenOf(task).filter((child) => child.completedAt?.getTime() === task.completedAt?.getTime());
  return [task, ...below.flatMap((child) => completedWith(trees, child))];
}
