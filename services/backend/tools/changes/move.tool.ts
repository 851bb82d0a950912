import { z } from 'zod';
import { moveTask } from '../../tasks/tree/task.move.ts';
import { taskMove } from '../../tasks/write/task.input.ts';
import { changesTasksOnce as annotations, defineTool, type Tool, taskId } from '../tool.ts';
import { undoable } from '../undo/undo.history.ts';

export function moveTool(): Tool {
  return defineTool({
    name: 'move',
    title: 'Move a task',
    description:
      'Gives a task its place: in a list ("listId", null for the Inbox), under another task ("parentId", null for under none), and there behind ' +
      'another task ("after", null for the first place). What is left out stays. Its subtasks come along.',
    input: z.strictObject({ id: taskId, ...taskMove.shape, after: taskMove.shape.after.default(null) }),
    annotations,
    run: (call, { id, ...place }) =>
      undoable(call, 'move', [id], () => moveTask(call.tx, call.context, call.owner, id, place)),
  });
}
