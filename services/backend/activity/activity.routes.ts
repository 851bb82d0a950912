import { z } from 'zod';
import type { Orm } from '../../../shared/database/orm.ts';
import { Task } from '../../../shared/entities/index.ts';
import { NotFound } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { ReadOwned } from '../accounts/sign-in/authenticate.ts';
import { lazily } from '../platform/lazily.ts';
import type { Route } from '../platform/openapi/route.ts';
import { activityPage, activityQuery } from './activity.schema.ts';
import { type ActivityRow, activityStatement, titledPage } from './activity.service.ts';

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
export function activityRoutes({ orm, readOwned }: { orm: Orm; readOwned: ReadOwned }): Route[] {
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
        const query = lazily(() => validate(activityQuery, ctx.query, 'query'));
        const { rows } = await readOwned<ActivityRow>(ctx, ({ id }) => activityStatement({ ownerId: id }, query()));
        ctx.body = titledPage(rows, query());
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
        const asked = lazily(() => ({
          taskId: validate(z.uuid(), ctx.params['id'], 'id'),
          query: validate(activityQuery, ctx.query, 'query'),
        }));
        const { owner, rows } = await readOwned<ActivityRow>(ctx, ({ id }) =>
          activityStatement({ ownerId: id, taskId: asked().taskId }, asked().query),
        );
        const { taskId, query } = asked();
        // A task without activity was not changed for as long as that is kept.
        if (rows.length === 0 && !query.cursor && !(await orm.em.fork().count(Task, { id: taskId, ownerId: owner.id })))
          throw new NotFound('There is no such task.');
        ctx.body = titledPage(rows, query);
      },
    },
  ];
}
