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
  const task = await tx.findOne(Task, { id, ownerId: owner.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!task) throw new NotFound('There is no such task.');
  if (!isMet(ifMatch, task.version)) {
    throw new PreconditionFailed(`The task has changed since: it is at version ${task.version}. Read it again.`);
  }
  await task.reminders.init();
  return task;
}
