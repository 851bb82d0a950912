import { Router } from '@koa/router';
import { NotFound, PreconditionFailed } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Route } from '../platform/openapi/route.ts';
import { aTask } from './task.examples.ts';
import { deletedTasks, taskList } from './task.response.ts';
import { aLargeTree, noList, type TaskDependencies } from './task.routes.ts';
import { completedParent, noParent } from './tree/task.place.ts';
import { completeTasks, createTasks, deleteTasks, updateTasks } from './write/task.batch.ts';
import { newTaskBatch, taskIds, taskUpdate } from './write/task.input.ts';

type Dependencies = Pick<TaskDependencies, 'idempotent' | 'authenticate' | 'clock'>;

const { id } = aTask(true);
const lostUpdate = new PreconditionFailed(`The task ${id} has changed since: it is at version 4. Nothing was changed.`);
const unknownTask = new NotFound(`There is no task ${id}; nothing was changed.`);

/** Creates, changes, completes and deletes several tasks, all or none. This needs events. */
export function batchRoutes({ idempotent, authenticate, clock }: Dependencies): Route[] {
  const context = () => ({ actor: 'user' as const, now: clock(), eventsEnabled: true });
  const common = { method: 'post', tag: 'tasks', headers: ['Idempotency-Key'] } as const;
  const several = { description: 'The tasks, in the same order.', schema: taskList, example: { items: [aTask(true)] } };

  return [
    {
      ...common,
      path: '/api/tasks/batch',
      operationId: 'createTasks',
      summary: 'Add up to 100 tasks, all or none',
      body: {
        schema: newTaskBatch,
        examples: { two: { tasks: [{ title: 'Buy milk' }, { title: 'Buy bread' }] } },
        limit: '8mb',
      },
      responses: { 201: several },
      problems: [noList, noParent, completedParent],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        const { tasks } = validate(newTaskBatch, ctx.request.body);
        await idempotent(ctx, owner, async (tx) => ({
          status: 201,
          body: { items: await createTasks(tx, context(), owner, tasks) },
        }));
      },
    },
    {
      ...common,
      path: '/api/tasks/update',
      operationId: 'updateTasks',
      summary: 'Make the same changes to up to 100 tasks, all or none',
      description:
        'Each task is changed as PATCH would change it. `due: { moveDays }` moves each due by days and keeps its time; a task without ' +
        'a due keeps none. If one of the tasks cannot have the changes, none is changed, and the errors name the tasks.',
      body: {
        schema: taskUpdate,
        examples: {
          postpone: { ids: [id], changes: { due: { moveDays: 1 } } },
          urgent: { ids: [id], changes: { priority: 'urgent', tags: ['work'] } },
        },
      },
      responses: { 200: several },
      problems: [unknownTask, lostUpdate, completedParent, aLargeTree],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        const { ids, changes, versions } = validate(taskUpdate, ctx.request.body);
        await idempotent(ctx, owner, async (tx) => ({
          body: { items: await updateTasks(tx, context(), owner, ids, changes, versions) },
        }));
      },
    },
    {
      ...common,
      path: '/api/tasks/complete',
      operationId: 'completeTasks',
      summary: 'Complete up to 100 tasks, all or none',
      body: { schema: taskIds, examples: { one: { ids: [id] } } },
      responses: { 200: several },
      problems: [unknownTask, lostUpdate, aLargeTree],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        const { ids, versions } = validate(taskIds, ctx.request.body);
        await idempotent(ctx, owner, async (tx) => ({
          body: { items: await completeTasks(tx, context(), owner, ids, versions) },
        }));
      },
    },
    {
      ...common,
      path: '/api/tasks/delete',
      operationId: 'deleteTasks',
      summary: 'Delete up to 100 tasks, all or none',
      body: { schema: taskIds, examples: { one: { ids: [id] } } },
      responses: {
        200: {
          description: 'The tasks as they were last, in the same order, and the subtasks that went with them.',
          schema: deletedTasks,
          example: { items: [aTask(true)], subtasks: [] },
        },
      },
      problems: [unknownTask, lostUpdate, aLargeTree],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        const { ids, versions } = validate(taskIds, ctx.request.body);
        await idempotent(ctx, owner, async (tx) => ({
          body: await deleteTasks(tx, context(), owner, ids, versions),
        }));
      },
    },
  ];
}

const reserved = ['batch', 'update', 'complete', 'counts', 'delete', 'quick'].map((name) => `/api/tasks/${name}`);

/** These addresses do not exist in Phase 4. Without this router they would count as the address of a task, with its methods. */
export function reservedTaskAddresses(): Router {
  return new Router().all(reserved, () => {
    throw new NotFound();
  });
}
