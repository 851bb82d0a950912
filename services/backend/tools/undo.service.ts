import { LockMode } from '@mikro-orm/core';
import { Activity, ChatChange } from '../../../shared/entities/index.ts';
import type { Change } from '../../../shared/events/events.ts';
import type { TaskSnapshot } from '../../../shared/events/task.schema.ts';
import { Conflict, NotFound } from '../../../shared/http/problem.ts';
import { presentTask } from '../tasks/task.presenter.ts';
import { differences, recordChange, removeTask, touch } from '../tasks/write/task.changes.ts';
import { completeTask, reopenTask } from '../tasks/write/task.completion.ts';
import { lockTask } from '../tasks/write/task.lock.ts';
import { type KeptTask, recreate, restore } from './task.backup.ts';
import type { ToolCall } from './tool.ts';

export interface Undone {
  /** The tool whose doing was taken back. */
  undone: string;
  /** What that did to the task: one that was added is deleted, one that was deleted is created. */
  change: Change;
  task: TaskSnapshot;
}

type ChangeOfTask = ChatChange['changes'][number];

/**
 * Takes back what the chatbot did last for this person: all calls of one message, newest first, or none of them.
 * @throws Conflict when there is nothing, or when someone has changed a task since, whose work would be lost
 */
export async function undoLast(call: ToolCall): Promise<Undone[]> {
  const { tx, owner } = call;
  const all = await tx.find(
    ChatChange,
    { ownerId: owner.id },
    { orderBy: { id: 'desc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const last = all.filter(({ turn }) => turn === all[0]?.turn);
  if (last.length === 0) throw new Conflict('There is nothing to undo.');
  const undone: Undone[] = [];
  for (const row of last) {
    for (const change of row.changes.toReversed()) {
      const done = await revert(call, change);
      undone.push({ undone: row.tool, ...done });
      goOn(call, all, change, done.task.version);
    }
    tx.remove(row);
  }
  return undone;
}

async function revert(call: ToolCall, { id, before, after }: ChangeOfTask): Promise<Omit<Undone, 'undone'>> {
  const { tx, context, owner } = call;
  const kept = before as KeptTask | null;
  if (!after) {
    const task = recreate(tx, owner.id, kept!, context.now);
    return { change: 'created', task: await recordChange(tx, context, 'created', task, {}) };
  }
  const task = await lockUnchanged(call, id, after);
  if (!kept) {
    await removeTask(tx, context, task);
    return { change: 'deleted', task: presentTask(task) };
  }
  const now = presentTask(task);
  if (kept.completed && !now.completed) {
    return { change: 'completed', task: await completeTask(tx, context, owner, id) };
  }
  if (!kept.completed && now.completed) return { change: 'reopened', task: await reopenTask(tx, context, owner, id) };
  restore(tx, task, kept);
  touch(task, context);
  const differing = differences(now, presentTask(task));
  return { change: 'updated', task: await recordChange(tx, context, 'updated', task, differing) };
}

/** A reminder that was sent also moves the version, and is nobody's work. */
async function lockUnchanged({ tx, owner }: ToolCall, id: string, { version, at }: NonNullable<ChangeOfTask['after']>) {
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

/** What was done to the task before counts from here: taking that back too is not stopped by this. */
function goOn({ context }: ToolCall, rows: ChatChange[], { id, before }: ChangeOfTask, version: number): void {
  const kept = before as KeptTask | null;
  const at = context.now.toISOString();
  for (const row of rows) {
    if (!row.changes.some((change) => change.id === id && change.after?.version === kept?.version)) continue;
    row.changes = row.changes.map((change) =>
      change.id === id && change.after?.version === kept?.version ? { ...change, after: { version, at } } : change,
    );
  }
}
