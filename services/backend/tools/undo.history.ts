import { v7 as uuidv7 } from 'uuid';
import { ChatChange } from '../../../shared/entities/index.ts';
import { lockTask } from '../tasks/write/task.lock.ts';
import { keep } from './task.backup.ts';
import type { ToolCall } from './tool.ts';

/** How many calls of a person can be taken back. */
const remembered = 20;

/** Runs what changes a task, and remembers in the same transaction how it was; what comes to nothing is not remembered. */
export async function undoable<Result>(
  call: ToolCall,
  tool: string,
  id: string,
  change: () => Promise<Result>,
): Promise<Result> {
  const { tx, owner, context } = call;
  const task = await lockTask(tx, owner, id);
  const before = keep(task);
  const result = await change();
  if (task.version === before.version) return result;
  const after = { version: task.version, at: context.now.toISOString() };
  await remember(call, tool, [{ id, before, after: tool === 'delete' ? null : after }]);
  return result;
}

/** Remembers tasks that were made. */
export function rememberNew(
  call: ToolCall,
  tool: string,
  tasks: readonly { id: string; version: number }[],
): Promise<void> {
  const at = call.context.now.toISOString();
  return remember(
    call,
    tool,
    tasks.map(({ id, version }) => ({ id, before: null, after: { version, at } })),
  );
}

async function remember(call: ToolCall, tool: string, changes: ChatChange['changes']): Promise<void> {
  const { tx, owner, context, turn = uuidv7() } = call;
  tx.persist(tx.create(ChatChange, { ownerId: owner.id, turn, tool, changes, at: context.now }));
  await tx.flush();
  await tx.execute(
    `delete from chat_change where owner_id = ? and id <=
       (select id from chat_change where owner_id = ? order by id desc offset ? limit 1)`,
    [owner.id, owner.id, remembered],
  );
}
