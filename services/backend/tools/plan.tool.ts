import { z } from 'zod';
import { priorities, type TaskSnapshot } from '../../../shared/events/task.schema.ts';
import { listTasks } from '../tasks/list/task.list.ts';
import { defineTool, readOnly, type Tool } from './tool.ts';

/** How many tasks of each kind a plan looks at. */
const most = 50;

const rank = ({ priority }: TaskSnapshot) => -priorities.indexOf(priority);

/** What is overdue comes first, by priority; then what is due today, by time and priority, as it was listed. */
export function orderOfDay(overdue: readonly TaskSnapshot[], today: readonly TaskSnapshot[]) {
  const late = new Set(overdue.map(({ id }) => id));
  return {
    overdue: overdue.toSorted((a, b) => rank(a) - rank(b)),
    today: today.filter(({ id }) => !late.has(id)),
  };
}

export function planTool(): Tool {
  return defineTool({
    name: 'plan',
    title: 'Plan the day',
    description:
      "An order for the user's day: what is overdue, by priority, then what is due today, by time and priority. It changes nothing.",
    input: z.strictObject({}),
    annotations: readOnly,
    async run({ tx, context, owner }) {
      const tasks = async (status: 'overdue' | 'today') => {
        const { items } = await listTasks(tx, owner, { status, sort: 'due', limit: most }, context.now);
        return items.map(({ highlight: _, ...task }) => task);
      };
      return orderOfDay(await tasks('overdue'), await tasks('today'));
    },
  });
}
