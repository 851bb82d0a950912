import { z } from 'zod';
import { task } from '../../../shared/events/task.schema.ts';

/** What Phase 4 knows of a task. */
const phase4Task = task.pick({
  ...{ id: true, title: true, description: true, completed: true, completedAt: true },
  ...{ version: true, createdAt: true, updatedAt: true },
});

export const taskAnswer = { phase4: phase4Task, phase5: task };

/** Where a search found what was looked for: the whole text as HTML, escaped, `<mark>` its only tag. */
const highlight = z.strictObject({ title: z.string(), description: z.string() });
const listedTask = task.extend({
  highlight: highlight.optional().meta({ description: 'With `q`: both as HTML, what was found in `<mark>`.' }),
});

export const taskPage = {
  phase4: z.strictObject({ items: z.array(phase4Task), nextCursor: z.string().nullable() }),
  phase5: z.strictObject({ items: z.array(listedTask), nextCursor: z.string().nullable() }),
};

/** Of what is done with several at once, in the order in which they were named. */
export const taskList = z.strictObject({ items: z.array(task) });

export type Phase4Task = z.output<typeof phase4Task>;
