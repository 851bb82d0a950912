import { z } from 'zod';
import { taskPresenter } from '../../tasks/task.presenter.ts';
import { createTasks } from '../../tasks/write/task.batch.ts';
import { eventFieldDefaults, newTask } from '../../tasks/write/task.input.ts';
import { createTask } from '../../tasks/write/task.service.ts';
import { addsTasks, defineTool, type Tool } from '../tool.ts';
import { recordAddedTasks } from '../undo/undo.history.ts';

export function addTools(eventsEnabled: boolean): Tool[] {
  const present = taskPresenter(eventsEnabled);
  const input = newTask[eventsEnabled ? 'phase5' : 'phase4'];
  const details = eventsEnabled
    ? ' A due without a time is all-day; without a time zone it is in the user\'s own. Recurrence and "minutesBefore" need a due.'
    : '';
  return [
    defineTool({
      name: 'add',
      title: 'Add a task',
      description: `Adds one task to the user's list.${details}`,
      input,
      annotations: addsTasks,
      async run(call, fields) {
        const task = await createTask(call.tx, call.context, call.owner, { ...eventFieldDefaults, ...fields });
        await recordAddedTasks(call, 'add', [task]);
        return present(task);
      },
    }),
    defineTool({
      name: 'add_several',
      title: 'Add several tasks',
      description: `Adds several tasks at once, all or none.${details}`,
      input: z.strictObject({ tasks: z.array(input).min(1).max(100) }),
      annotations: addsTasks,
      async run(call, { tasks }) {
        const inputs = tasks.map((fields) => ({ ...eventFieldDefaults, ...fields }));
        const added = await createTasks(call.tx, call.context, call.owner, inputs);
        await recordAddedTasks(call, 'add_several', added);
        return { items: added.map(present) };
      },
    }),
  ];
}
