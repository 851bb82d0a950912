import { LockMode } from '@mikro-orm/core';
import { Activity, ChatChange } from '../../../shared/entities/index.ts';
import type { Change } from '../../../shared/events/events.ts';
import type { TaskSnapshot } from '../../../shared/events/task.schema.ts';
import { Conflict, NotFound } from '../../../shared/http/problem.ts';
import { presentTask } from '../tasks/task.presenter.ts';
import { ChangeRecorder } from '../tasks/write/change.recorder.ts';
import { recordChanges } from '../tasks/write/task.changes.ts';
import { lockTask } from '../tasks/write/task.lock.ts';
import { completeTask, deleteTask, reopenTask } from '../tasks/write/task.service.ts';
import { recreateTask, restoreTask, type TaskBackup } from './task.backup.ts';
import type { ToolCall } from './tool.ts';

export interface Undone {
  /** The name of the tool whose change was undone. */
  undone: string;
  /** What the undo did: an added task is `deleted`, a deleted one `created`. */
  change: Change;
  task: TaskSnapshot;
}

type StoredChange = ChatChange['changes'][number];

/**
 * Undoes the last chat turn of this user: all its calls, newest first, or none of them.
 * @throws Conflict if there is nothing to undo, or if a task has changed since, because that change would be lost
 */
export async function undoLast(call: ToolCall): Promise<Undone[]> {
  const { tx, owner } = call;
  const history = await tx.find(
    ChatChange,
    { ownerId: owner.id },
    { orderBy: { id: 'desc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const lastTurn = history.filter(({ turn }) => turn === history[0]?.turn);
  if (lastTurn.length === 0) throw new Conflict('There is nothing to undo.');
  const undone: Undone[] = [];
  for (const row of lastTurn) {
    for (const change of row.changes.toReversed()) {
      const reverted = await revert(call, change);
      undone.push({ undone: row.tool, ...reverted });
      continueHistory(call, history, change, reverted.task.version);
    }
    tx.remove(row);
  }
  return undone;
}

async function revert(call: ToolCall, { id, before, after }: StoredChange): Promise<Omit<Undone, 'undone'>> {
  const { tx, context, owner } = call;
  const backup = before as TaskBackup | null;
  if (!after) {
    const task = recreateTask(tx, owner.id, backup!, context.now);
    await recordChanges(tx, context, [{ change: 'created', task, changes: {} }]);
    return { change: 'created', task: presentTask(task) };
  }
  const task = await lockUnchanged(call, id, after);
  if (!backup) {
    await deleteTask(tx, context, owner, id);
    return { change: 'deleted', task: presentTask(task) };
  }
  const isCompleted = task.completedAt != null;
  if (backup.completed && !isCompleted) {
    return { change: 'completed', task: await completeTask(tx, context, owner, id) };
  }
  if (!backup.completed && isCompleted) return { change: 'reopened', task: await reopenTask(tx, context, owner, id) };
  const recorder = new ChangeRecorder(tx, context);
  recorder.watch([task]);
  restoreTask(tx, task, backup, context.now);
  await recorder.record();
  return { change: 'updated', task: presentTask(task) };
}

/** A sent reminder raises the version as well, but does not count as a change. */
async function lockUnchanged({ tx, owner }: ToolCall, id: string, { version, at }: NonNullable<StoredChange['after']>) {
  const task = await lockTask(tx, owner, id).catch((error) => {
    if (error instanceof NotFound) throw new Conflict('That task is deleted, so there is nothing to undo about it.');
    throw error;
  });
  const reminded =
    task.version > version &&
    (await tx.count(Activity, { taskId: id, action: 'reminded', at: { $gte: new Date(at) } }));
  if (task.version === version + Number(reminded)) return task;
  throw new Conflict(`"${task.title}" was changed since then, so I left it as it is.`);
}

/** Gives the previous change of the task its new version, so that the next undo finds the task unchanged. */
function continueHistory(
  { context }: ToolCall,
  rows: ChatChange[],
  { id, before }: StoredChange,
  version: number,
): void {
  const backup = before as TaskBackup | null;
  const at = context.now.toISOString();
  for (const row of rows) {
    if (!row.changes.some((change) => change.id === id && change.after?.version === backup?.version)) continue;
    row.changes = row.changes.map((change) =>
      change.id === id && change.after?.version === backup?.version ? { ...change, after: { version, at } } : change,
    );
  }
}
