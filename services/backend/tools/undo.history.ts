import { v7 as uuidv7 } from 'uuid';
import { ChatChange } from '../../../shared/entities/index.ts';
import { lockTask } from '../tasks/write/task.lock.ts';
import { backUpTask } from './task.backup.ts';
import type { ToolCall } from './tool.ts';

/** How many turns of a user are kept for undo, each with all its calls. */
const historyLength = 20;

/**
 * Runs a change of a task, and stores the task's state before it in the same transaction. A change without effect is not stored.
 */
export async function undoable<Result>(
  call: ToolCall,
  tool: string,
  id: string,
  change: () => Promise<Result>,
): Promise<Result> {
  const { tx, owner, context } = call;
  const task = await lockTask(tx, owner, id);
  const before = backUpTask(task);
  const result = await change();
  if (task.version === before.version) return result;
  const after = { version: task.version, at: context.now.toISOString() };
  await record(call, tool, [{ id, before, after: tool === 'delete' ? null : after }]);
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
