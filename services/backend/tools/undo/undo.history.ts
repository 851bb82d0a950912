import { v7 as uuidv7 } from 'uuid';
import { ChatChange } from '../../../../shared/entities/index.ts';
import { lockTrees } from '../../tasks/tree/tree.lock.ts';
import type { ToolCall } from '../tool.ts';
import { backUpTask } from './task.backup.ts';

/** How many turns of a user are kept for undo, each with all its calls. */
const historyLength = 20;

/**
 * Runs a change of tasks, and stores their state before it in the same transaction, with that of the tasks above and below that
 * change along. A change without effect is not stored.
 */
export async function undoable<Result>(
  call: ToolCall,
  tool: string,
  ids: readonly string[],
  change: () => Promise<Result>,
): Promise<Result> {
  const { tx, owner, context } = call;
  const trees = await lockTrees(tx, owner.id, ids);
  const before = [...trees.tasks]
    .map((task) => ({ task, level: trees.ancestorsOf(task).length, backup: backUpTask(task) }))
    .sort((a, b) => a.level - b.level);
  const result = await change();
  const at = context.now.toISOString();
  const changed = before.filter(({ task, backup }) => task.version !== backup.version);
  const changes = changed.map(({ task: { id, version }, backup }) => ({
    id,
    before: backup,
    after: tool === 'delete' ? null : { version, at },
    ...(ids.includes(id) ? {} : { along: true }),
  }));
  if (changes.length > 0) await record(call, tool, changes);
  return result;
}

/** Records added tasks, so that undo can delete them. */
export function recordAddedTasks(
  call: ToolCall,
  tool: string,
  tasks: readonly { id: string; version: number }[],
): Promise<void> {
  const at = call.context.now.toISOString();
  return record(
    call,
    tool,
    tasks.map(({ id, version }) => ({ id, before: null, after: { version, at } })),
  );
}

/** @param changes parents before their subtasks */
async function record(call: ToolCall, tool: string, changes: ChatChange['changes']): Promise<void> {
  const { tx, owner, context, turnId = uuidv7() } = call;
  tx.persist(tx.create(ChatChange, { ownerId: owner.id, turn: turnId, tool, changes, at: context.now }));
  await tx.flush();
  await tx.execute(
    `delete from chat_change where owner_id = ? and id <=
       (select max(id) from chat_change where owner_id = ? group by turn order by max(id) desc offset ? limit 1)`,
    [owner.id, owner.id, historyLength],
  );
}
