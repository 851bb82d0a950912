import { z } from 'zod';
import { presentTask, taskPresenter } from '../../tasks/task.presenter.ts';
import { completeTasks, deleteTasks, updateTasks } from '../../tasks/write/task.batch.ts';
import { lockForChange, requireTasks } from '../../tasks/write/task.lock.ts';
import { changesTasksOnce as annotations, defineTool, type Tool, taskId } from '../tool.ts';
import { undoable } from '../undo/undo.history.ts';
import { changedFields } from './change.tools.ts';

const ids = z
  .array(taskId)
  .min(1)
  .max(100)
  .overwrite((list) => [...new Set(list)])
  .describe('The ids of the tasks.');

/** Does what the tools for one task do to a set, all or none. One undo takes the whole call back. */
export function severalTools(eventsEnabled: boolean): Tool[] {
  const present = taskPresenter(eventsEnabled);
  return [
    defineTool({
      name: 'complete_several',
      title: 'Complete several tasks',
      description: 'Marks up to 100 tasks as done, all or none. Show the user which ones before you do this to a set.',
      input: z.strictObject({ ids }),
      annotations,
      run: (call, { ids }) =>
        undoable(call, 'complete', ids, async () => {
          const items = await completeTasks(call.tx, call.context, call.owner, ids);
          return { items: items.map(present) };
        }),
    }),
    defineTool({
      name: 'update_several',
      title: 'Change several tasks',
      description:
        'Makes the same changes to up to 100 tasks, all or none; null clears. Show the user which ones before you do this to a set.',
      input: z.strictObject({ ids, changes: changedFields(eventsEnabled) }),
      annotations,
      run: (call, { ids, changes }) =>
        undoable(call, 'update', ids, async () => {
          const items = await updateTasks(call.tx, call.context, call.owner, ids, changes);
          return { items: items.map(present) };
        }),
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
        const { tx, context, owner } = call;
        if (confirm) {
          const { items } = await undoable(call, 'delete', ids, () => deleteTasks(tx, context, owner, ids));
          return { deleted: items.map(present) };
        }
        const wouldDelete = requireTasks(await lockForChange(tx, owner, ids, {}), ids)
          .map(presentTask)
          .map(present);
        return { wouldDelete, next: 'Ask the user; after a yes call this again with "confirm": true.' };
      },
    }),
  ];
}
