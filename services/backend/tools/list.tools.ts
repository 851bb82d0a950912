import { z } from 'zod';
import { priorities } from '../../../shared/events/task.schema.ts';
import { tag, text } from '../../../shared/text.ts';
import { listTasks } from '../tasks/list/task.list.ts';
import { taskQuery, toolQuery } from '../tasks/list/task.query.ts';
import { taskPresenter } from '../tasks/task.presenter.ts';
import { defineTool, readOnly, type Tool, type ToolCall } from './tool.ts';

/** The query of `GET tasks`, but with JSON numbers and arrays instead of the strings of a URL. */
const limit = z.int().min(1).max(100).default(20);
const tags = z.array(tag()).max(20).default([]);

const filters = {
  phase4: taskQuery.phase4.extend({ limit }),
  phase5: taskQuery.phase5.omit({ q: true }).extend({
    limit,
    priority: z.array(z.enum(priorities)).max(4).default([]).describe('Tasks with one of these priorities.'),
    tag: tags.describe('Tasks with all of these tags.'),
    notTag: tags.describe('Tasks with none of these tags.'),
    ...toolQuery,
  }),
};
const q = text()
  .trim()
  .min(1)
  .max(500)
  .describe(
    'Words in the title or description; other forms and longer words match, too. "..." searches for a phrase, and - excludes a word.',
  );

export function listTools(eventsEnabled: boolean): Tool[] {
  const input = filters[eventsEnabled ? 'phase5' : 'phase4'];
  const present = taskPresenter(eventsEnabled);

  async function page({ tx, context, owner }: ToolCall, query: Parameters<typeof listTasks>[2]) {
    const { items, nextCursor } = await listTasks(tx, owner, { ...query, withArchived: !eventsEnabled }, context.now);
    return { items: items.map(({ highlight: _, ...task }) => present(task)), nextCursor };
  }

  return [
    defineTool({
      name: 'list',
      title: 'List tasks',
      description: eventsEnabled
        ? 'Lists the user\'s tasks, filtered and sorted, in pages. "overdue" and "today" are in the user\'s time zone. Without a status, completed tasks are listed, too.'
        : "Lists the user's tasks, in pages. Without a status, completed tasks are listed, too.",
      input,
      annotations: readOnly,
      run: page,
    }),
    defineTool({
      name: 'search',
      title: 'Search tasks',
      description:
        'Finds tasks by words in their title or description; if none match, similar ones. Use it to get the id of a task that the user mentions.',
      input: input.extend({ q }),
      annotations: readOnly,
      run: page,
    }),
  ];
}
