import type { Task } from '../../../../shared/entities/index.ts';
import { removeUntouchedSuccessors } from '../schedule/recurrence/successor.service.ts';
import { cancelReminders, restoreReminders } from '../schedule/reminder.plan.ts';
import { endSnooze } from '../schedule/snooze.plan.ts';
import type { ChangeRecorder } from './change.recorder.ts';

/** Completes or reopens watched tasks. Those that are in that state already stay as they are. */
export async function setCompletion(
  recorder: ChangeRecorder,
  tasks: readonly Task[],
  completed: boolean | undefined,
): Promise<void> {
  if (completed === true) complete(recorder, tasks);
  if (completed === false) await reopen(recorder, tasks);
}

/** An event creates the successor of a recurring task. */
function complete({ tx, context }: ChangeRecorder, tasks: readonly Task[]): void {
  for (const task of tasks.filter(({ completedAt }) => !completedAt)) {
    task.completedAt = context.now;
    endSnooze(tx, task, context.now);
    cancelReminders(task);
  }
}

/** Removes their successors, except those that a person has changed. */
async function reopen(recorder: ChangeRecorder, tasks: readonly Task[]): Promise<void> {
  const completed = tasks.filter(({ completedAt }) => completedAt);
  for (const task of completed) {
    task.completedAt = null;
    restoreReminders(task, recorder.context.now);
  }
  await removeUntouchedSuccessors(recorder, completed);
}
