import { z } from 'zod';
import { skipTask } from '../../tasks/schedule/skip.service.ts';
import { snoozeTask } from '../../tasks/schedule/snooze.service.ts';
import { taskPresenter } from '../../tasks/task.presenter.ts';
import { snooze, taskChanges } from '../../tasks/write/task.input.ts';
import { completeTask, reopenTask, updateTask } from '../../tasks/write/task.service.ts';
import { changesTasksOnce as annotations, changesTasks, defineTool, type Tool, taskId } from '../tool.ts';
import { undoable } from '../undo/undo.history.ts';

/** The fields that a tool may change. Completion has tools of its own. */
export function changedFields(eventsEnabled: boolean) {
  return eventsEnabled ? taskChanges.phase5.omit({ completed: true }) : taskChanges.phase4.omit({ completed: true });
}

export function updateTool(eventsEnabled: boolean): Tool {
  const present = taskPresenter(eventsEnabled);
  return defineTool({
    name: 'update',
    title: 'Change a task',
    description:
      'Changes only the given fields of a task; null clears a field. Lists such as tags are replaced as a whole.',
    input: z.strictObject({ id: taskId, ...changedFields(eventsEnabled).shape }),
    annotations,
    run: (call, { id, ...changes }) =>
      undoable(call, 'update', [id], async () =>
        present(await updateTask(call.tx, call.context, call.owner, id, changes)),
      ),
  });
}

export function completionTools(eventsEnabled: boolean): Tool[] {
  const present = taskPresenter(eventsEnabled);
  const input = z.strictObject({ id: taskId });
  return [
    defineTool({
      name: 'complete',
      title: 'Complete a task',
      description: `Marks a task as done.${eventsEnabled ? ' The next occurrence of a recurring task is created shortly afterwards.' : ''}`,
      input,
      annotations,
      run: (call, { id }) =>
        undoable(call, 'complete', [id], async () =>
          present(await completeTask(call.tx, call.context, call.owner, id)),
        ),
    }),
    defineTool({
      name: 'reopen',
      title: 'Reopen a task',
      description: `Makes a completed task open again.${eventsEnabled ? ' Removes its next occurrence, unless someone has edited it.' : ''}`,
      input,
      annotations,
      run: (call, { id }) =>
        undoable(call, 'reopen', [id], async () => present(await reopenTask(call.tx, call.context, call.owner, id))),
    }),
  ];
}

export function skipTool(): Tool {
  return defineTool({
    name: 'skip',
    title: 'Skip to the next occurrence',
    description:
      'Moves an open recurring task to its next occurrence without completing it. Calling it again skips another one.',
    input: z.strictObject({ id: taskId }),
    annotations: changesTasks,
    run: (call, { id }) => undoable(call, 'skip', [id], () => skipTask(call.tx, call.context, call.owner, id)),
  });
}

export function snoozeTool(): Tool {
  return defineTool({
    name: 'snooze',
    title: 'Snooze a task',
    description:
      'Postpones the next reminder of an open task to an instant in the future, or creates one. It does not change the due.',
    input: z.strictObject({ id: taskId, ...snooze.shape }),
    annotations,
    run: (call, { id, until }) =>
      undoable(call, 'snooze', [id], () => snoozeTask(call.tx, call.context, call.owner, id, until)),
  });
}
