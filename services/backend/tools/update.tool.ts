import { z } from 'zod';
import { taskPresenter } from '../tasks/task.presenter.ts';
import { taskChanges } from '../tasks/write/task.input.ts';
import { updateTask } from '../tasks/write/task.service.ts';
import { taskId } from './task-id.ts';
import { changes, defineTool, type Tool } from './tool.ts';
import { undoable } from './undo.history.ts';

export function updateTool(phase5: boolean): Tool {
  const present = taskPresenter(phase5);
  const fields = phase5 ? taskChanges.phase5.omit({ completed: true }) : taskChanges.phase4.omit({ completed: true });
  const input = z.strictObject({ id: taskId, ...fields.shape });
  return defineTool({
    name: 'update',
    title: 'Change a task',
    description:
      'Changes what is named of a task, and nothing else; null clears. Lists such as tags are replaced as a whole.',
    input,
    annotations: { ...changes, idempotentHint: true },
    run: (call, { id, ...given }) =>
      undoable(call, 'update', id, async () => present(await updateTask(call.tx, call.context, call.owner, id, given))),
  });
}
