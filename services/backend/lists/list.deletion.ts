import { ForeignKeyConstraintViolationException } from '@mikro-orm/core';
import { List } from '../../../shared/entities/index.ts';
import type { TaskSnapshot } from '../../../shared/events/task.schema.ts';
import type { IfMatch } from '../../../shared/http/etag.ts';
import { Conflict } from '../../../shared/http/problem.ts';
import { append } from '../outbox/outbox.ts';
import { lockAccount, type Transaction } from '../platform/unit-of-work.ts';
import { fromRow, type TaskRow, taskColumns } from '../tasks/list/task.row.ts';
import { activityOf, type ChangeContext, eventsOf } from '../tasks/write/task.changes.ts';
import type { ListDeletion } from './list.schema.ts';
import { record, requireList } from './list.service.ts';

/** Bounds the size of a statement that writes activity and events. */
const tasksAtOnce = 500;

/**
 * Deletes a list. In the same transaction its tasks go to the Inbox, where they keep their order, or are deleted.
 * @throws NoSuchList, PreconditionFailed, Conflict if the list has too many tasks, or gets one at this moment
 */
export async function deleteList(
  tx: Transaction,
  context: ChangeContext,
  ownerId: string,
  id: string,
  { tasks }: ListDeletion,
  mostTasks: number,
  ifMatch?: IfMatch,
): Promise<void> {
  await lockAccount(tx, ownerId);
  const list = requireList(await tx.findOne(List, { id, ownerId }), ifMatch);
  const before = await lockTasks(tx, ownerId, id, mostTasks);
  if (before.length > 0) {
    if (tasks === 'inbox') await moveToInbox(tx, context, ownerId, before);
    else await deleteAll(tx, context, ownerId, before);
  }
  list.version += 1;
  list.updatedAt = context.now;
  tx.remove(list);
  await record(tx, context, 'deleted', list).catch((error) => {
    if (error instanceof ForeignKeyConstraintViolationException)
      throw new Conflict('A task was added to the list at this moment. Try again.');
    throw error;
  });
}

/** Locks the tasks in the order of their ids, as all do who lock several. */
async function lockTasks(tx: Transaction, ownerId: string, listId: string, most: number): Promise<TaskSnapshot[]> {
  const rows = await tx.execute<TaskRow[]>(
    `select ${taskColumns} from task where owner_id = ? and task_list(list_id, owner_id) = ? order by id limit ? for update of task`,
    [ownerId, listId, most + 1],
  );
  if (rows.length > most) throw tooManyTasks(most);
  return rows.map(fromRow);
}

export const tooManyTasks = (most: number) =>
  new Conflict(`The list has more than ${most} tasks. Move or delete some of them first, 100 at a time.`);

async function moveToInbox(tx: Transaction, context: ChangeContext, ownerId: string, before: TaskSnapshot[]) {
  await tx.execute(
    `update task set list_id = null, version = version + 1, updated_at = ? where owner_id = ? and id in
       (select value::uuid from json_array_elements_text(?) as given (value))`,
    [context.now, ownerId, JSON.stringify(before.map(({ id }) => id))],
  );
  await recordAll(tx, context, ownerId, 'updated', before, (task) => ({
    task: { ...task, listId: null },
    changes: { listId: { from: task.listId, to: null } },
  }));
}

async function deleteAll(tx: Transaction, context: ChangeContext, ownerId: string, before: TaskSnapshot[]) {
  await recordAll(tx, context, ownerId, 'deleted', before, (task) => ({
    task,
    changes: { title: { from: task.title, to: null } },
  }));
  await tx.execute(
    `delete from task where owner_id = ? and id in (select value::uuid from json_array_elements_text(?) as given (value))`,
    [ownerId, JSON.stringify(before.map(({ id }) => id))],
  );
}

type Changed = { task: TaskSnapshot; changes: Parameters<typeof activityOf>[4] };

async function recordAll(
  tx: Transaction,
  { actor, now, eventsEnabled }: ChangeContext,
  ownerId: string,
  change: 'updated' | 'deleted',
  before: TaskSnapshot[],
  changed: (task: TaskSnapshot) => Changed,
): Promise<void> {
  for (let start = 0; start < before.length; start += tasksAtOnce) {
    const records = before.slice(start, start + tasksAtOnce).map((task) => {
      const { changes, task: after } = changed(task);
      return { changes, task: { ...after, version: task.version + 1, updatedAt: now.toISOString() } };
    });
    await append(
      tx,
      now,
      records.map(({ task, changes }) => activityOf(change, ownerId, actor, task, changes)),
      eventsEnabled ? records.flatMap(({ task, changes }) => eventsOf(change, ownerId, actor, task, changes)) : [],
    );
  }
}
