import { LockMode, raw } from '@mikro-orm/core';
import { Task } from '../../../../shared/entities/index.ts';
import { Conflict } from '../../../../shared/http/problem.ts';
import { lockAccount, type Transaction } from '../../platform/unit-of-work.ts';
import { TaskTrees } from './task.trees.ts';

/**
 * Locks tasks with their ancestors and descendants. Whoever changes what is above or below a task holds the lock of the account, so
 * nobody adds, moves, completes or removes any of them in the meantime.
 * @param ids those that are unknown, or of somebody else, are left out
 * @param parentIds tasks that are only locked with their ancestors
 * @throws Conflict if these are more tasks than one step may change
 */
export async function lockTrees(
  tx: Transaction,
  ownerId: string,
  ids: readonly string[],
  parentIds: readonly string[] = [],
): Promise<TaskTrees> {
  await lockAccount(tx, ownerId);
  return readTrees(tx, ownerId, ids, parentIds);
}

/** Locks more of them in a transaction that holds the lock of the account. */
export async function readTrees(
  tx: Transaction,
  ownerId: string,
  ids: readonly string[],
  parentIds: readonly string[] = [],
): Promise<TaskTrees> {
  const most = tx.quota?.tasksAtOnce;
  // PostgreSQL expects thousands of tasks of a recursion, for which it would read those of all people. It expects few of an array, and
  // `offset 0` lets it look up the children of one task at a time, also while it has no statistics.
  const tree = raw(
    `(select unnest(array(with recursive
        above as (
          select id, parent_id from task where owner_id = ? and id = any(cast(? as uuid[]))
           union select task.id, task.parent_id from task join above on task.id = above.parent_id),
        below as (
          select id from task where owner_id = ? and id = any(cast(? as uuid[]))
           union select child.id from below, lateral (select id from task where parent_id = below.id offset 0) child)
      select id from above union select id from below limit ?)))`,
    [ownerId, arrayOf([...ids, ...parentIds]), ownerId, arrayOf(ids), most ? most + 1 : null],
  );
  const tasks = await tx.find(
    Task,
    { id: { $in: tree as never } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  if (most && tasks.length > most) throw tooManyTasks(most);
  await tx.populate(tasks, ['reminders']);
  return new TaskTrees(tasks);
}

export const tooManyTasks = (most: number) =>
  new Conflict(`This concerns more than ${most} tasks, subtasks included. Take fewer at a time.`);

function arrayOf(ids: readonly string[]): string {
  return `{${ids.join()}}`;
}
