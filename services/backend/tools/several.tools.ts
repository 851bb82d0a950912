import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { changedFields, completionTools, updateTool } from './change.tools.ts';
import { confirmedDeletion } from './delete.tool.ts';
import { changesTasksOnce as annotations, defineTool, type Tool, type ToolCall, taskId } from './tool.ts';

const ids = z.array(taskId).min(1).max(100).describe('The ids of the tasks.');

/** Does what the tools for one task do to a set, all or none. One undo takes the whole call back. */
export function severalTools(eventsEnabled: boolean): Tool[] {
  const [complete] = completionTools(eventsEnabled) as [Tool];
  const update = updateTool(eventsEnabled);
  const deleteIf = confirmedDeletion(eventsEnabled);
  return [
    defineTool({
      name: 'complete_several',
      title: 'Complete several tasks',
      description: 'Marks up to 100 tasks as done, all or none. Show the user which ones before you do this to a set.',
      input: z.strictObject({ ids }),
      annotations,
      run: (call, { ids }) => each(call, ids, (call, id) => complete.run(call, { id })),
    }),
    defineTool({
      name: 'update_several',
      title: 'Change several tasks',
      description:
        'Makes the same changes to up to 100 tasks, all or none; null clears. Show the user which ones before you do this to a set.',
      input: z.strictObject({ ids, changes: changedFields(eventsEnabled) }),
      annotations,
      run: (call, { ids, changes }) => each(call, ids, (call, id) => update.run(call, { ...changes, id })),
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
        const { items } = await each(call, ids, (call, id) => deleteIf(confirm, call, id));
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
