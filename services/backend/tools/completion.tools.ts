import { z } from 'zod';
import { taskPresenter } from '../tasks/task.presenter.ts';
import { completeTask, reopenTask } from '../tasks/write/task.completion.ts';
import { taskId } from './task-id.ts';
import { changes, defineTool, type Tool } from './tool.ts';
import { undoable } from './undo.history.ts';

export function completionTools(phase5: boolean): Tool[] {
  const present = taskPresenter(phase5);
  const input = z.strictObject({ id: taskId });
  const annotations = { ...changes, idempotentHint: true };
  return [
    defineTool({
      name: 'complete',
      title: 'Complete a task',
      description: `Marks a task as done.${phase5 ? ' A recurring one gets its next occurrence shortly after.' : ''}`,
      ...{ input, annotations },
      run: (call, { id }) =>
        undoable(call, 'complete', id, async () => present(await completeTask(call.tx, call.context, call.owner, id))),
    }),
    defineTool({
      name: 'reopen',
      title: 'Reopen a task',
      description: `Makes a completed task open again.${phase5 ? ' Takes back its next occurrence, unless someone has edited that.' : ''}`,
      ...{ input, annotations },
      run: (call, { id }) =>
        undoable(call, 'reopen', id, async () => present(await reopenTask(call.tx, call.context, call.owner, id))),
    }),
  ];
}
