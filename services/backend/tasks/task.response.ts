import { z } from 'zod';
import { task } from '../../../shared/events/task.schema.ts';

/** A task with the fields of Phase 4. */
const phase4Task = task
  .pick({
    id: true,
    title: true,
    description: true,
    completed: true,
    completedAt: true,
    version: true,
    createdAt: true,
    updatedAt: true,
  })
  .meta({ id: 'Task' });

export const taskResponse = { phase4: phase4Task, phase5: task.meta({ id: 'Task' }) };

/** The whole text as escaped HTML, with each match of the search in `<mark>`, its only tag. */
const highlight = z.strictObject({ title: z.string(), description: z.string() });
const listedTask = task.extend({
  highlight: highlight
    .optional()
    .meta({ description: 'With `q`: title and description as HTML, with each match in `<mark>`.' }),
});

export const taskPage = {
  phase4: pageOf(phase4Task),
  phase5: pageOf(listedTask),
};

function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ id: 'TaskPage' });
}

/** Several tasks, in the order in which the request named them. */
export const taskList = z.strictObject({ items: z.array(taskResponse.phase5) }).meta({ id: 'TaskList' });

/** `subtasks` has those that the request did not name, each after its parent. */
export const deletedTasks = taskList.extend({ subtasks: z.array(taskResponse.phase5) }).meta({ id: 'DeletedTasks' });

export type Phase4Task = z.output<typeof phase4Task>;
