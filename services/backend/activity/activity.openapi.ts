import { NotFound } from '../../../shared/http/problem.ts';
import type { Feature } from '../platform/openapi/operation.ts';
import { activity, activityPage, activityQuery } from './activity.schema.ts';

const common = { method: 'get', tag: 'activity', query: activityQuery } as const;
const answer = {
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
        at: '2027-01-30T18:20:00.000Z',
      },
    ],
    nextCursor: null,
  },
};

export const activityFeature: Feature = {
  schemas: { Activity: activity, ActivityPage: activityPage },
  operations: [
    {
      ...{ ...common, path: '/api/activity' },
      operationId: 'listActivity',
      summary: 'What happened to all tasks',
      answers: { 200: answer },
    },
    {
      ...{ ...common, path: '/api/tasks/:id/activity' },
      operationId: 'listTaskActivity',
      summary: 'What happened to a task, a deleted one included',
      answers: { 200: answer },
      problems: [new NotFound('There is no such task.')],
    },
  ],
};
