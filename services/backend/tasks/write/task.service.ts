import { v7 as uuidv7 } from 'uuid';
import { Task } from '../../../../shared/entities/index.ts';
import { plainFieldsOf, type TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import type { IfMatch } from '../../../../shared/http/etag.ts';
import { dueInstant } from '../../../../shared/schedule/due.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { setReminders } from '../schedule/reminder.plan.ts';
import { presentTask } from '../task.presenter.ts';
import { ChangeRecorder } from './change.recorder.ts';
import { type ChangeContext, recordChanges } from './task.changes.ts';
import { setCompletion } from './task.completion.ts';
import { editTask, withZone } from './task.edit.ts';
import type { NewTask, TaskChanges } from './task.input.ts';
import { lockTask, type Owner } from './task.lock.ts';
import { requireDue, requireLaterEnd, seriesOf } from './task.rules.ts';

export type { Owner };

export async function createTask(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  input: NewTask,
): Promise<TaskSnapshot> {
  const task = makeTask(tx, context, owner, input);
  await recordChanges(tx, context, [{ change: 'created', task, changes: {} }]);
  return presentTask(task);
}

/** @param position the position in a batch, by which ids of the same millisecond are ordered */
export function makeTask(
  tx: Transaction,
  { now }: ChangeContext,
  owner: Owner,
  input: NewTask,
  position?: number,
): Task {
  requireDue(input);
  requireLaterEnd(input.recurrence, input.due);
  const due = input.due && withZone(input.due, owner);
  const task = tx.create(Task, {
    id: uuidv7({ msecs: now.getTime(), ...(position === undefined ? {} : { seq: position }) }),
    ownerId: owner.id,
    ...plainFieldsOf(input),
    due,
    dueAt: due && dueInstant(due),
    version: 1,
    createdAt: now,
    updatedAt: now,
    ...seriesOf(input.recurrence, due),
  });
  tx.persist(task);
  setReminders(tx, task, input.reminders, now);
  return task;
}

/**
 * Changes the fields that `changes` names. When none of them gets a new value, nothing is written.
 * @throws NotFound, PreconditionFailed (`ifMatch` is not the task's version), ValidationFailed
 */
export async function updateTask(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  id: string,
  changes: TaskChanges,
  ifMatch?: IfMatch,
): Promise<TaskSnapshot> {
  const task = await lockTask(tx, owner, id, ifMatch);
  const recorder = new ChangeRecorder(tx, context);
  recorder.watch([task]);
  editTask(recorder, owner, task, changes);
  await setCompletion(recorder, [task], changes.completed);
  await recorder.record();
  return presentTask(task);
}

/** Completes a task, and succeeds also when it is completed already. */
export function completeTask(tx: Transaction, context: ChangeContext, owner: Owner, id: string, ifMatch?: IfMatch) {
  return updateTask(tx, context, owner, id, { completed: true }, ifMatch);
}

/** Reopens a task, and succeeds also when it is open already. */
export function reopenTask(tx: Transaction, context: ChangeContext, owner: Owner, id: string, ifMatch?: IfMatch) {
  return updateTask(tx, context, owner, id, { completed: false }, ifMatch);
}

export async function deleteTask(tx: Transaction, context: ChangeContext, owner: Owner, id: string, ifMatch?: IfMatch) {
  const recorder = new ChangeRecorder(tx, context);
  recorder.remove([await lockTask(tx, owner, id, ifMatch)]);
  await recorder.record();
}
