import { z } from 'zod';
import { taskPresenter } from '../../tasks/task.presenter.ts';
import { changesTasks, defineTool, type Tool } from '../tool.ts';
import { undoLast } from './undo.service.ts';

export function undoTool(eventsEnabled: boolean): Tool {
  const present = taskPresenter(eventsEnabled);
  return defineTool({
    name: 'undo',
    title: 'Undo the last change',
    description:
      'Undoes the last change that was made with these tools for the user. Calling it again undoes the change before. It ' +
      'refuses if someone has changed the task since.',
    input: z.strictObject({}),
    annotations: changesTasks,
    async run(call) {
      const undone = await undoLast(call);
      return { items: undone.map(({ undone, change, task }) => ({ undone, change, task: present(task) })) };
    },
  });
}
