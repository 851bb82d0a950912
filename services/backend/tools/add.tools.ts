import { z } from 'zod';
import { taskPresenter } from '../tasks/task.presenter.ts';
import { createTasks } from '../tasks/write/task.batch.ts';
import { newTask } from '../tasks/write/task.input.ts';
import { createTask } from '../tasks/write/task.service.ts';
import { changes, defineTool, type Tool } from './tool.ts';
import { rememberNew } from './undo.history.ts';

/** What a new task has that Phase 4 does not ask for. */
const phase5Defaults = newTask.phase5.omit({ title: true, description: true }).parse({});

export function addTools(phase5: boolean): Tool[] {
  const present = taskPresenter(phase5);
  const input = newTask[phase5 ? 'phase5' : 'phase4'];
  const details = phase5
    ? ' A due without a time is all-day; without a time zone it is in the user\'s own. Recurrence and "minutesBefore" need a due.'
    : '';
  return [
    defineTool({
      name: 'add',
      title: 'Add a task',
      description: `Adds one task to the user's list.${details}`,
      input,
      annotations: changes,
      async run(call, given) {
        const task = await createTask(call.tx, call.context, call.owner, { ...phase5Defaults, ...given });
        await rememberNew(call, 'add', [task]);
        return present(task);
      },
    }),
    defineTool({
      name: 'add_several',
      title: 'Add several tasks',
      description: `Adds several tasks at once, all or none.${details}`,
      input: z.strictObject({ tasks: z.array(input).min(1).max(100) }),
      annotations: changes,
      async run(call, { tasks }) {
        const inputs = tasks.map((given) => ({ ...phase5Defaults, ...given }));
        const made = await createTasks(call.tx, call.context, call.owner, inputs);
        await rememberNew(call, 'add_several', made);
        return { items: made.map(present) };
      },
    }),
  ];
}
