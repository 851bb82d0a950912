import { v7 as uuidv7 } from 'uuid';
import { Task } from '../../../../shared/entities/index.ts';
import { plainFieldsOf, type TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import type { IfMatch } from '../../../../shared/http/etag.ts';
import { dueInstant } from '../../../../shared/schedule/due.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { setReminders } from '../schedule/reminder.plan.ts';
import { presentTask } from '../task.presenter.ts';
import { placeNewTask } from '../tree/task.place.ts';
import { TaskTrees } from '../tree/task.trees.ts';
import { lockTrees } from '../tree/tree.lock.ts';
import { ChangeRecorder } from './change.recorder.ts';
import type { ChangeContext } from './task.changes.ts';
import { setCompletion } from './task.completion.ts';
import { changeTask, withZone } from './task.edit.ts';
import type { NewTask, TaskChanges } from './task.input.ts';
import { lockForChange, type Owner, requireTask } from './task.lock.ts';
import { requireDue, requireLaterEnd, requireNoParent, seriesOf } from './task.rules.ts';

export type { Owner };

/** @throws NotFound (the list or the parent), ValidationFailed, Conflict (the parent is completed), QuotaExceeded */
export async function createTask(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  input: NewTask,
): Promise<TaskSnapshot> {
  const recorder = new ChangeRecorder(tx, context);
  const trees = await lockParents(recorder, owner, [input]);
  const task = makeTask(recorder, owner, trees, input);
  await recorder.record();
  return presentTask(task);
}

/** Locks and watches the parents of new tasks. Where there are none, no statement is needed. */
export async function lockParents(
  recorder: ChangeRecorder,
  owner: Owner,
  inputs: readonly NewTask[],
): Promise<TaskTrees> {
  const parentIds = new Set(inputs.flatMap(({ parentId }) => parentId ?? []));
  const trees = parentIds.size > 0 ? await lockTrees(recorder.tx, owner.id, [], [...parentIds]) : new TaskTrees();
  recorder.watch(trees.tasks);
  return trees;
}

/** @param position the position in a batch, by which ids of the same millisecond are ordered */
export function makeTask(
  recorder: ChangeRecorder,
  owner: Owner,
  trees: TaskTrees,
  input: NewTask,
  position?: number,
): Task {
  requireDue(input);
  requireLaterEnd(input.recurrence, input.due);
  if (input.recurrence) requireNoParent(input);
  const { tx, context } = recorder;
  const { now } = context;
  const due = input.due && withZone(input.due, owner);
  const task = tx.create(Task, {
    id: uuidv7({ msecs: now.getTime(), ...(position === undefined ? {} : { seq: position }) }),
    ownerId: owner.id,
    ...plainFieldsOf(input),
    parentId: input.parentId,
    due,
    dueAt: due && dueInstant(due),
    version: 1,
    createdAt: now,
    updatedAt: now,
    ...seriesOf(input.recurrence, due),
  });
  placeNewTask(trees, task);
  tx.persist(task);
  setReminders(tx, task, input.reminders, now);
  recorder.create(task);
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
  const trees = await lockForChange(tx, owner, [id], changes);
  const task = requireTask(trees, id, ifMatch);
  const recorder = new ChangeRecorder(tx, context);
  recorder.watch(trees.tasks);
  changeTask(recorder, owner, trees, task, changes);
  await setCompletion(recorder, trees, [task], changes.completed);
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

/** Deletes a task and all below it. */
export async function deleteTask(tx: Transaction, context: ChangeContext, owner: Owner, id: string, ifMatch?: IfMatch) {
  const trees = await lockTrees(tx, owner.id, [id]);
  const task = requireTask(trees, id, ifMatch);
  const recorder = new ChangeRecorder(tx, context);
  recorder.watch(trees.tasks);
  recorder.removeTrees(trees, [task]);
  await recorder.record();
}
