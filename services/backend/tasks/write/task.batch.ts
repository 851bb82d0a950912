import type { Task } from '../../../../shared/entities/index.ts';
import { type Due, due, type TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import { type FieldError, ValidationFailed } from '../../../../shared/http/problem.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { presentTask } from '../task.presenter.ts';
import { ChangeRecorder } from './change.recorder.ts';
import { type ChangeContext, recordChanges } from './task.changes.ts';
import { setCompletion } from './task.completion.ts';
import { editTask } from './task.edit.ts';
import type { CommonChanges, NewTask, TaskChanges } from './task.input.ts';
import { lockTasks, type Owner } from './task.lock.ts';
import { makeTask } from './task.service.ts';

/**
 * Creates all of the tasks or none, with as many statements as for one task.
 * @throws ValidationFailed naming every field that is wrong: `tasks.3.recurrence`
 */
export async function createTasks(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  inputs: readonly NewTask[],
): Promise<TaskSnapshot[]> {
  const tasks = collectErrors(
    inputs,
    (input, index) => makeTask(tx, context, owner, input, index),
    ({ path, message }, _, index) => ({ path: `tasks.${index}.${path}`, message }),
  );
  await recordChanges(
    tx,
    context,
    tasks.map((task) => ({ change: 'created', task, changes: {} })),
  );
  return tasks.map(presentTask);
}

/**
 * Makes the same changes to all of the tasks or to none, each as a PATCH would make them.
 * @returns a task for each of `ids`, in their order
 * @throws NotFound naming the first id that is no task of this person, ValidationFailed naming fields and tasks
 */
export async function updateTasks(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  ids: readonly string[],
  changes: CommonChanges,
): Promise<TaskSnapshot[]> {
  const tasks = await lockTasks(tx, owner, ids);
  const recorder = new ChangeRecorder(tx, context);
  recorder.watch(tasks);
  collectErrors(
    new Set(tasks),
    (task) => editTask(recorder, owner, task, changesOf(task, changes)),
    ({ path, message }, { id }) => ({ path: `changes.${path}`, message: `${message} (Task ${id})` }),
  );
  await setCompletion(recorder, [...new Set(tasks)], changes.completed);
  await recorder.record();
  return tasks.map(presentTask);
}

/** Completes all of the tasks or none. Tasks that are completed already stay as they are. */
export function completeTasks(tx: Transaction, context: ChangeContext, owner: Owner, ids: readonly string[]) {
  return updateTasks(tx, context, owner, ids, { completed: true });
}

/**
 * Deletes all of the tasks or none.
 * @returns the last state of each task, in the order of `ids`
 * @throws NotFound naming the first id that is no task of this person
 */
export async function deleteTasks(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  ids: readonly string[],
): Promise<TaskSnapshot[]> {
  const tasks = await lockTasks(tx, owner, ids);
  const recorder = new ChangeRecorder(tx, context);
  recorder.remove(tasks);
  await recorder.record();
  return tasks.map(presentTask);
}

/** Moves the due of this task by days, if the changes do. A task without a due has nothing to move. */
function changesOf(task: Task, changes: CommonChanges): TaskChanges {
  const { due, ...others } = changes;
  if (!due || !('moveDays' in due)) return { ...others, ...(due === undefined ? {} : { due }) };
  return task.due ? { ...others, due: movedBy(task.due, due.moveDays) } : others;
}

function movedBy(from: Due, days: number): Due {
  const date = new Date(`${from.date}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  const { data } = due.shape.date.safeParse(date.toISOString().slice(0, 10));
  if (data === undefined)
    throw new ValidationFailed([{ path: 'due.moveDays', message: 'Leaves the years 1000 to 9999.' }]);
  return { ...from, date: data };
}

/**
 * Does the same to each of the items.
 * @throws ValidationFailed with the errors of all of them
 */
function collectErrors<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item, index: number) => Result,
  describe: (error: FieldError, item: Item, index: number) => FieldError,
): Result[] {
  const errors: FieldError[] = [];
  const results = [...items].flatMap((item, index) => {
    try {
      return [work(item, index)];
    } catch (error) {
      if (!(error instanceof ValidationFailed)) throw error;
      errors.push(...error.errors.map((each) => describe(each, item, index)));
      return [];
    }
  });
  if (errors.length > 0) throw new ValidationFailed(errors);
  return results;
}
