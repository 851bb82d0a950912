import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { presentTask, taskPresenter } from '../tasks/task.presenter.ts';
import { completeTask } from '../tasks/write/task.completion.ts';
import { taskChanges } from '../tasks/write/task.input.ts';
import { lockTask } from '../tasks/write/task.lock.ts';
import { deleteTask, updateTask } from '../tasks/write/task.service.ts';
import { changesTasks, defineTool, type Tool, type ToolCall, taskId } from './tool.ts';
import { undoable } from './undo.history.ts';

const annotations = { ...changesTasks, idempotentHint: true };
const ids = z.array(taskId).min(1).max(100).describe('The ids of the tasks.');

/** Changes of a set of tasks, all or none. One undo takes the whole call back. */
export function severalTools(eventsEnabled: boolean): Tool[] {
  const present = taskPresenter(eventsEnabled);
  const fields = eventsEnabled
    ? taskChanges.phase5.omit({ completed: true })
    : taskChanges.phase4.omit({ completed: true });
  return [
    defineTool({
      name: 'complete_several',
      title: 'Complete several tasks',
      description: 'Marks up to 100 tasks as done, all or none. Show the user which ones before you do this to a set.',
      input: z.strictObject({ ids }),
      annotations,
      run: (call, { ids }) =>
        each(call, ids, (call, id) =>
          undoable(call, 'complete', id, async () =>
            present(await completeTask(call.tx, call.context, call.owner, id)),
          ),
        ),
    }),
    defineTool({
      name: 'update_several',
      title: 'Change several tasks',
      description:
        'Makes the same changes to up to 100 tasks, all or none; null clears. Show the user which ones before you do this to a set.',
      input: z.strictObject({ ids, changes: fields }),
      annotations,
      run: (call, { ids, changes }) =>
        each(call, ids, (call, id) =>
          undoable(call, 'update', id, async () =>
            present(await updateTask(call.tx, call.context, call.owner, id, changes)),
          ),
        ),
    }),
    defineTool({
      name: 'delete_several',
      title: 'Delete several tasks',
      description:
        'Deletes up to 100 tasks for good, all or none. Without "confirm": true it changes nothing and answers what would be deleted: ' +
        'show that to the user, and confirm only after the user has said yes to it.',
      input: z.strictObject({ ids, confirm: z.boolean().default(false) }),
      annotations,
      async run(call, { ids, confirm }) {
        const { items } = await each(call, ids, async (call, id) => {
          const task = present(presentTask(await lockTask(call.tx, call.owner, id)));
          if (confirm) await undoable(call, 'delete', id, () => deleteTask(call.tx, call.context, call.owner, id));
          return task;
        });
        if (confirm) return { deleted: items };
        return { wouldDelete: items, next: 'Ask the user; after a yes call this again with "confirm": true.' };
      },
    }),
  ];
}

/** Tasks are locked in the order of their ids, so that two such calls cannot deadlock. The results are in the order asked for. */
async function each<Result>(
  call: ToolCall,
  ids: readonly string[],
  run: (call: ToolCall, id: string) => Promise<Result>,
): Promise<{ items: Result[] }> {
  const together = { ...call, turnId: call.turnId ?? uuidv7() };
  const results = new Map<string, Result>();
  for (const id of [...new Set(ids)].sort()) results.set(id, await run(together, id));
  return { items: [...new Set(ids)].map((id) => results.get(id)!) };
}
