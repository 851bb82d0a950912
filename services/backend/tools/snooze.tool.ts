import { z } from 'zod';
import { snoozeTask } from '../tasks/schedule/snooze.service.ts';
import { snooze } from '../tasks/write/task.input.ts';
import { taskId } from './task-id.ts';
import { changes, defineTool, type Tool } from './tool.ts';
import { undoable } from './undo.history.ts';

export function snoozeTool(): Tool {
  return defineTool({
    name: 'snooze',
    title: 'Snooze a task',
    description:
      'Postpones the next reminder of an open task to an instant in the future, or makes one. Does not move its due.',
    input: z.strictObject({ id: taskId, ...snooze.shape }),
    annotations: { ...changes, idempotentHint: true },
    run: (call, { id, until }) =>
      undoable(call, 'snooze', id, () => snoozeTask(call.tx, call.context, call.owner, id, until)),
  });
}
