import type { Route } from '../../platform/openapi/route.ts';
import type { TaskDependencies } from '../task.routes.ts';
import { openTaskCounts, type TaskCounts, taskCounts } from './task.counts.ts';

const example = {
  open: 12,
  today: 3,
  overdue: 1,
  upcoming: 5,
  untilToday: 4,
  inbox: 8,
  lists: { '0198c6a5-30a4-7b0e-8f3e-2d8f60f2f5b8': 4 },
};

/** Counts tasks. Its address would also be that of a task, so it comes before those. */
export function countsRoutes({ readOwned, clock }: Pick<TaskDependencies, 'readOwned' | 'clock'>): Route[] {
  return [
    {
      method: 'get',
      path: '/api/tasks/counts',
      operationId: 'countTasks',
      summary: 'Count the open tasks of each view and list',
      description: '`today`, `overdue` and `upcoming` are in the time zone of the user. Subtasks count as well.',
      tag: 'tasks',
      responses: { 200: { description: 'The numbers of open tasks.', schema: taskCounts, example } },
      async handler(ctx) {
        const now = clock();
        const { rows } = await readOwned<TaskCounts>(ctx, (reader) => openTaskCounts(reader, now));
        ctx.body = rows[0];
      },
    },
  ];
}
