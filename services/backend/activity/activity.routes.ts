import { z } from 'zod';
import type { Orm } from '../../../shared/database/orm.ts';
import { Task } from '../../../shared/entities/index.ts';
import { NotFound } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Authenticate } from '../accounts/sign-in/authenticate.ts';
import type { Route } from '../platform/openapi/route.ts';
import { activityPage, activityQuery } from './activity.schema.ts';
import { listActivity, withTitles } from './activity.service.ts';

const responses = {
  200: {
    description: 'Newest first.',
    schema: activityPage,
    example: {
      items: [
        {
          id: '17',
          taskId: '0198c6a5-30a4-7b0e-8f3e-51c1b1f0a2aa',
          action: 'updated',
          changes: { priority: { from: 'medium', to: 'high' } },
          actor: 'user',
          title: 'Pay rent',
          at: '2027-01-30T18:20:00.000Z',
        },
      ],
      nextCursor: null,
    },
  },
};

/** A task's activity stays readable to its owner after the task is deleted. */
export function activityRoutes({ orm, authenticate }: { orm: Orm; authenticate: Authenticate }): Route[] {
  return [
    {
      method: 'get',
      path: '/api/activity',
      operationId: 'listActivity',
      summary: 'List the activity of all tasks',
      tag: 'activity',
      query: activityQuery,
      responses,
      async handler(ctx) {
        const { id: ownerId } = await authenticate(ctx);
        const query = validate(activityQuery, ctx.query, 'query');
        const em = orm.em.fork();
        ctx.body = await withTitles(em, ownerId, await listActivity(em, { ownerId }, query));
      },
    },
    {
      method: 'get',
      path: '/api/tasks/:id/activity',
      operationId: 'listTaskActivity',
      summary: 'List the activity of a task, even a deleted one',
      tag: 'activity',
      query: activityQuery,
      responses,
      problems: [new NotFound('There is no such task.')],
      async handler(ctx) {
        const { id: ownerId } = await authenticate(ctx);
        const taskId = validate(z.uuid(), ctx.params['id'], 'id');
        const query = validate(activityQuery, ctx.query, 'query');
        const em = orm.em.fork();
        const activity = await listActivity(em, { ownerId, taskId }, query);
        // A task without activity was not changed for as long as that is kept.
        if (activity.items.length === 0 && !query.cursor && !(await em.count(Task, { id: taskId, ownerId })))
          throw new NotFound('There is no such task.');
        ctx.body = await withTitles(em, ownerId, activity);
      },
    },
  ];
}
