import { LockMode } from '@mikro-orm/core';
import { Task } from '../../../../shared/entities/index.ts';
import { type IfMatch, isMet } from '../../../../shared/http/etag.ts';
import { NotFound, PreconditionFailed } from '../../../../shared/http/problem.ts';
import { lockAccount, type Transaction } from '../../platform/unit-of-work.ts';
import { TaskTrees } from '../tree/task.trees.ts';
import { lockTrees } from '../tree/tree.lock.ts';
import type { CommonChanges } from './task.input.ts';

/** The person to whom a task belongs. */
export interface Owner {
  id: string;
  /** The time zone of a due that names none. */
  timeZone: string;
  /** BCP 47. It decides how dates are read and written. */
  locale: string;
}

/**
 * Locks the task until the transaction ends, so that changes of one task come one after the other.
 * @param ifMatch the versions that the client asks for; without it the last writer wins
 * @throws NotFound, PreconditionFailed (the task's version is none of them)
 */
export async function lockTask(tx: Transaction, owner: Owner, id: string, ifMatch?: IfMatch): Promise<Task> {
  return requireTask(new TaskTrees(await findLocked(tx, owner, [id])), id, ifMatch);
}

/** Locks tasks until the transaction ends, with all that such a change concerns. Those that are unknown are left out. */
export async function lockForChange(
  tx: Transaction,
  owner: Owner,
  ids: readonly string[],
  { completed, listId, parentId }: CommonChanges,
): Promise<TaskTrees> {
  if (completed !== undefined || listId !== undefined || parentId !== undefined) {
    return lockTrees(tx, owner.id, ids, parentId ? [parentId] : []);
  }
  // Whoever locks several tasks locks the account first, so that two of them cannot deadlock.
  if (ids.length > 1) await lockAccount(tx, owner.id);
  return new TaskTrees(await findLocked(tx, owner, ids));
}

/** @throws NotFound, PreconditionFailed (the task's version is none of `ifMatch`) */
export function requireTask(trees: TaskTrees, id: string, ifMatch?: IfMatch): Task {
  const task = trees.find(id);
  if (!task) throw new NotFound('There is no such task.');
  if (isMet(ifMatch, task.version)) return task;
  throw new PreconditionFailed(`The task has changed since: it is at version ${task.version}. Read it again.`);
}

/**
 * @returns a task for each of `ids`, in their order
 * @param versions the version that each of them must have; without them the last writer wins
 * @throws NotFound naming the first id that is no task of this person, PreconditionFailed naming the first that has changed
 */
export function requireTasks(trees: TaskTrees, ids: readonly string[], versions?: readonly number[]): Task[] {
  return ids.map((id, index) => {
    const task = trees.find(id);
    if (!task) throw new NotFound(`There is no task ${id}; nothing was changed.`);
    if (!versions || versions[index] === task.version) return task;
    throw new PreconditionFailed(
      `The task ${id} has changed since: it is at version ${task.version}. Nothing was changed.`,
    );
  });
}

async function findLocked(tx: Transaction, owner: Owner, ids: readonly string[]): Promise<Task[]> {
  const where = { id: { $in: [...ids] }, ownerId: owner.id };
  const tasks = await tx.find(Task, where, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });
  await tx.populate(tasks, ['reminders']);
  return tasks;
}
