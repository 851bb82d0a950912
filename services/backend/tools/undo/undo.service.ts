import { LockMode } from '@mikro-orm/core';
import { ChatChange, type Task } from '../../../../shared/entities/index.ts';
import type { Change } from '../../../../shared/events/events.ts';
import type { TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import { Conflict } from '../../../../shared/http/problem.ts';
import { lockAccount } from '../../platform/unit-of-work.ts';
import { presentTask } from '../../tasks/task.presenter.ts';
import { lockTrees } from '../../tasks/tree/tree.lock.ts';
import { ChangeRecorder } from '../../tasks/write/change.recorder.ts';
import type { ToolCall } from '../tool.ts';
import { type StoredChange, TaskReversal } from './task.reversal.ts';

export interface Undone {
  /** The name of the tool whose change was undone. */
  undone: string;
  /** What the undo did: an added task is `deleted`, a deleted one `created`. */
  change: Change;
  task: TaskSnapshot;
}

/**
 * Undoes the last chat turn of this user: all its calls, newest first, or none of them.
 * @returns what became of the tasks that the calls named; subtasks that changed along are not listed
 * @throws Conflict if there is nothing to undo, or if a task has changed since, because that change would be lost
 */
export async function undoLast(call: ToolCall): Promise<Undone[]> {
  const { tx, owner } = call;
  await lockAccount(tx, owner.id);
  const history = await tx.find(
    ChatChange,
    { ownerId: owner.id },
    { orderBy: { id: 'desc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const lastTurn = history.filter(({ turn }) => turn === history[0]?.turn);
  if (lastTurn.length === 0) throw new Conflict('There is nothing to undo.');
  const undone: Undone[] = [];
  for (const row of lastTurn) {
    const reverted = await revert(call, row.changes);
    for (const { stored, task } of reverted) continueHistory(call, history, stored, task.version);
    const named = reverted.filter(({ stored }) => !stored.along).reverse();
    undone.push(...named.map(({ change, task }) => ({ undone: row.tool, change, task: presentTask(task) })));
    tx.remove(row);
  }
  return undone;
}

async function revert(call: ToolCall, changes: readonly StoredChange[]) {
  const { tx, owner, context } = call;
  const parentIds = changes.flatMap(({ before }) => (before as { parentId?: string | null } | null)?.parentId ?? []);
  const trees = await lockTrees(
    tx,
    owner.id,
    changes.map(({ id }) => id),
    parentIds,
  );
  const recorder = new ChangeRecorder(tx, context);
  recorder.watch(trees.tasks);
  const reversal = new TaskReversal(recorder, trees);
  for (const stored of changes) await reversal.requireUnchanged(stored);
  const reverted: { stored: StoredChange; change: Change; task: Task }[] = [];
  for (const stored of changes) reverted.push({ stored, ...reversal.revert(owner.id, stored) });
  await reversal.finish(reverted.map(({ task }) => task));
  await recorder.record();
  return reverted;
}

/** Gives the previous change of the task its new version, so that the next undo finds the task unchanged. */
function continueHistory(
  { context }: ToolCall,
  rows: ChatChange[],
  { id, before }: StoredChange,
  version: number,
): void {
  const previous = (before as { version: number } | null)?.version;
  const at = context.now.toISOString();
  for (const row of rows) {
    if (!row.changes.some((change) => change.id === id && change.after?.version === previous)) continue;
    row.changes = row.changes.map((change) =>
      change.id === id && change.after?.version === previous ? { ...change, after: { version, at } } : change,
    );
  }
}
