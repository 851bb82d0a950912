import type { Task } from '../../../../shared/entities/index.ts';
import type { TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import type { IfMatch } from '../../../../shared/http/etag.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { removeUntouchedSuccessor } from '../schedule/recurrence/successor.service.ts';
import { cancelReminders, restoreReminders } from '../schedule/reminder.plan.ts';
import { endSnooze } from '../schedule/snooze.plan.ts';
import { presentTask } from '../task.presenter.ts';
import { type ChangeContext, differences, recordChange, touch } from './task.changes.ts';
import { lockTask, type Owner } from './task.lock.ts';

/** Completes a task, and succeeds also when it is completed already. An event creates the successor of a recurring task. */
export async function completeTask(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  id: string,
  ifMatch?: IfMatch,
) {
  const task = await lockTask(tx, owner, id, ifMatch);
  const before = presentTask(task);
  return before.completed ? before : await complete(tx, context, task, before);
}

export async function complete(tx: Transaction, context: ChangeContext, task: Task, before: TaskSnapshot) {
  markCompleted(tx, context, task);
  return recordChange(tx, context, 'completed', task, differences(before, presentTask(task)));
}

export function markCompleted(tx: Transaction, context: ChangeContext, task: Task): void {
  task.completedAt = context.now;
  endSnooze(tx, task, context.now);
  cancelReminders(task);
  touch(task, context);
}

/** Reopens a task, and succeeds also when it is open already. Removes the successor, unless a person has changed it. */
export async function reopenTask(tx: Transaction, context: ChangeContext, owner: Owner, id: string, ifMatch?: IfMatch) {
  const task = await lockTask(tx, owner, id, ifMatch);
  const before = presentTask(task);
  return before.completed ? await reopen(tx, context, task, before) : before;
}

export async function reopen(tx: Transaction, context: ChangeContext, task: Task, before: TaskSnapshot) {
  task.completedAt = null;
  restoreReminders(task, context.now);
  await removeUntouchedSuccessor(tx, context, task);
  touch(task, context);
  return recordChange(tx, context, 'reopened', task, differences(before, presentTask(task)));
}
