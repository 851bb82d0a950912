import type { Task } from '../../../../shared/entities/index.ts';
import type { TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import { type FieldError, ValidationFailed } from '../../../../shared/http/problem.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { movedBy } from '../schedule/due.shift.ts';
import { presentTask } from '../task.presenter.ts';
import { lockTrees } from '../tree/tree.lock.ts';
import { ChangeRecorder } from './change.recorder.ts';
import type { ChangeContext } from './task.changes.ts';
import { setCompletion } from './task.completion.ts';
import { changeTask } from './task.edit.ts';
import type { CommonChanges, NewTask, TaskChanges } from './task.input.ts';
import { lockForChange, type Owner, requireTasks } from './task.lock.ts';
import { lockParents, makeTask } from './task.service.ts';

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
  const recorder = new ChangeRecorder(tx, context);
  const trees = await lockParents(recorder, owner, inputs);
  const tasks = collectErrors(
    inputs,
    (input, index) => makeTask(recorder, owner, trees, input, index),
    ({ path, message }, _, index) => ({ path: `tasks.${index}.${path}`, message }),
  );
  await recorder.record();
  return tasks.map(presentTask);
}

/**
 * Makes the same changes to all of the tasks or to none, each as a PATCH would make them.
 * @returns a task for each of `ids`, in their order
 * @throws NotFound naming the first id that is no task of this person, PreconditionFailed, ValidationFailed naming fields and tasks
 */
export async function updateTasks(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  ids: readonly string[],
  changes: CommonChanges,
  versions?: readonly number[],
): Promise<TaskSnapshot[]> {
  const trees = await lockForChange(tx, owner, ids, changes);
  const tasks = requireTasks(trees, ids, versions);
  const recorder = new ChangeRecorder(tx, context);
  recorder.watch(trees.tasks);
  collectErrors(
    new Set(tasks),
    (task) => changeTask(recorder, owner, trees, task, changesOf(task, changes)),
    ({ path, message }, { id }) => ({ path: `changes.${path}`, message: `${message} (Task ${id})` }),
  );
  await setCompletion(recorder, trees, tasks, changes.completed);
  await recorder.record();
  return tasks.map(presentTask);
}

/** Completes all of the tasks or none. Tasks that are completed already stay as they are. */
export function completeTasks(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  ids: readonly string[],
  versions?: readonly number[],
) {
  return updateTasks(tx, context, owner, ids, { completed: true }, versions);
}

/**
 * Deletes all of the tasks, with their subtasks, or none.
 * @returns the last state of each task, in the order of `ids`, and of the subtasks that are not among them, each after its parent
 * @throws NotFound naming the first id that is no task of this person, PreconditionFailed
 */
export async function deleteTasks(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  ids: readonly string[],
  versions?: readonly number[],
): Promise<{ items: TaskSnapshot[]; subtasks: TaskSnapshot[] }> {
  const trees = await lockTrees(tx, owner.id, ids);
  const tasks = requireTasks(trees, ids, versions);
  const named = new Set(tasks);
  const below = new Set(tasks.flatMap((task) => trees.subtreeOf(task))).difference(named);
  const recorder = new ChangeRecorder(tx, context);
  recorder.watch(trees.tasks);
  recorder.removeTrees(trees, tasks);
  await recorder.record();
  return { items: tasks.map(presentTask), subtasks: [...below].map(presentTask) };
}

/** Moves the due of this task by days, if the changes do. A task without a due has nothing to move. */
function changesOf(task: Task, changes: CommonChanges): TaskChanges {
  const { due, ...others } = changes;
  if (!due || !('moveDays' in due)) return { ...others, ...(due === undefined ? {} : { due }) };
  if (!task.due) return others;
  const moved = movedBy(task.due, due.moveDays);
  if (moved) return { ...others, due: moved };
  throw new ValidationFailed([{ path: 'due.moveDays', message: 'Leaves the years 1000 to 9999.' }]);
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
