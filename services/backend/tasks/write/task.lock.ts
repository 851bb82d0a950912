import { LockMode } from '@mikro-orm/core';
import { Task } from '../../../../shared/entities/index.ts';
import { NotFound, PreconditionFailed } from '../../../../shared/http/problem.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import type { Owner } from './task.service.ts';

/** The version a client read, or `*` for any; absent, the last writer wins. */
export type IfMatch = number | '*';

/** Changes of one task take turns. */
export async function lockTask(tx: Transaction, owner: Owner, id: string, ifMatch?: IfMatch): Promise<Task> {
  const task = await tx.findOne(Task, { id, ownerId: owner.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!task) throw new NotFound('There is no such task.');
  if (typeof ifMatch === 'number' && ifMatch !== task.version) {
    throw new PreconditionFailed(`The task has changed since: it is at version ${task.version}. Read it again.`);
  }
  await task.reminders.init();
  return task;
}
