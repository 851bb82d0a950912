import { z } from 'zod';
import { presentTask, taskPresenter } from '../../tasks/task.presenter.ts';
import { lockTask } from '../../tasks/write/task.lock.ts';
import { deleteTask } from '../../tasks/write/task.service.ts';
import { changesTasksOnce, defineTool, type Tool, type ToolCall, taskId } from '../tool.ts';
import { undoable } from '../undo/undo.history.ts';

/** A deletion takes two calls, so that no task is deleted by mistake. */
export function deleteTool(eventsEnabled: boolean): Tool {
  const deleteIf = confirmedDeletion(eventsEnabled);
  return defineTool({
    name: 'delete',
    title: 'Delete a task',
    description:
      'Deletes a task for good. Without "confirm": true it changes nothing and returns the task that would be deleted. Show that ' +
      'task to the user, and call this again with "confirm": true only after the user has agreed.',
    input: z.strictObject({ id: taskId, confirm: z.boolean().default(false) }),
    annotations: changesTasksOnce,
    async run(call, { id, confirm }) {
      const task = await deleteIf(confirm, call, id);
      if (confirm) return { deleted: task };
      return { wouldDelete: task, next: 'Ask the user. If the answer is yes, call this again with "confirm": true.' };
    },
  });
}

/** Returns a function that deletes a task if the user has confirmed it, and returns the task in any case. */
export function confirmedDeletion(eventsEnabled: boolean) {
  const present = taskPresenter(eventsEnabled);
  return async (confirm: boolean, call: ToolCall, id: string) => {
    const task = present(presentTask(await lockTask(call.tx, call.owner, id)));
    if (confirm) await undoable(call, 'delete', [id], () => deleteTask(call.tx, call.context, call.owner, id));
    return task;
  };
}
