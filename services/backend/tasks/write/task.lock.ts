import { LockMode } from '@mikro-orm/core';
import { Task } from '../../../../shared/entities/index.ts';
import { type IfMatch, isMet } from '../../../../shared/http/etag.ts';
import { NotFound, PreconditionFailed } from '../../../../shared/http/problem.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';

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
  const [task] = await findLocked(tx, owner, [id]);
  if (!task) throw new NotFound('There is no such task.');
  if (!isMet(ifMatch, task.version)) {
    throw new PreconditionFailed(`The task has changed since: it is at version ${task.version}. Read it again.`);
  }
  return task;
}

/**
 * Locks several tasks until the transaction ends.
 * @returns a task for each of `ids`, in their order
 * @throws NotFound naming the first id that is no task of this person
 */
export async function lockTasks(tx: Transaction, owner: Owner, ids: readonly string[]): Promise<Task[]> {
  const tasks = new Map((await findLocked(tx, owner, [...new Set(ids)])).map((task) => [task.id, task]));
  return ids.map((id) => {
    const task = tasks.get(id);
    if (!task) throw new NotFound(`There is no task ${id}; nothing was changed.`);
    return task;
  });
}

/** Tasks are locked in the order of their ids, so that two such transactions cannot deadlock. */
async function findLocked(tx: Transaction, owner: Owner, ids: string[]): Promise<Task[]> {
  const where = { id: { $in: ids }, ownerId: owner.id };
  const tasks = await tx.find(Task, where, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });
  await tx.populate(tasks, ['reminders']);
  return tasks;
}
