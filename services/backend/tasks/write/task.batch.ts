import { LockMode } from '@mikro-orm/core';
import { Task } from '../../../../shared/entities/index.ts';
import type { TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import { type FieldError, NotFound, ValidationFailed } from '../../../../shared/http/problem.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { presentTask } from '../task.presenter.ts';
import { type ChangeContext, differences, recordChanges } from './task.changes.ts';
import { markCompleted } from './task.completion.ts';
import type { NewTask } from './task.input.ts';
import { makeTask, type Owner } from './task.service.ts';

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
  const errors: FieldError[] = [];
  const tasks = inputs.flatMap((input, index) => {
    try {
      return [makeTask(tx, context, owner, input, index)];
    } catch (error) {
      if (!(error instanceof ValidationFailed)) throw error;
      errors.push(...error.errors.map(({ path, message }) => ({ path: `tasks.${index}.${path}`, message })));
      return [];
    }
  });
  if (errors.length > 0) throw new ValidationFailed(errors);
  return recordChanges(
    tx,
    context,
    tasks.map((task) => ({ change: 'created', task, changes: {} })),
  );
}

/**
 * Completes all of the tasks or none. Tasks that are completed already stay as they are.
 * @returns a task for each of `ids`, in their order
 * @throws NotFound naming the first id that is no task of this person
 */
export async function completeTasks(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  ids: readonly string[],
): Promise<TaskSnapshot[]> {
  // The tasks are locked in the order of their ids, so that two such transactions cannot deadlock.
  const tasks = await tx.find(
    Task,
    { id: { $in: [...new Set(ids)] }, ownerId: owner.id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const unknown = ids.find((id) => !byId.has(id));
  if (unknown) throw new NotFound(`There is no task ${unknown}; none was completed.`);
  await tx.populate(tasks, ['reminders']);
  const changed = tasks
    .filter(({ completedAt }) => !completedAt)
    .map((task) => {
      const before = presentTask(task);
      markCompleted(tx, context, task);
      return { change: 'completed' as const, task, changes: differences(before, presentTask(task)) };
    });
  await recordChanges(tx, context, changed);
  return ids.map((id) => presentTask(byId.get(id)!));
}
