import { Router } from '@koa/router';
import { Conflict, NotFound } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Route } from '../platform/openapi/route.ts';
import { skipTask } from './schedule/skip.service.ts';
import { snoozeTask } from './schedule/snooze.service.ts';
import { aTask, describeTask } from './task.examples.ts';
import { taskPresenter, withEtag } from './task.presenter.ts';
import { ifMatch, taskIdOf } from './task.request.ts';
import { taskList } from './task.response.ts';
import { lostUpdate, noTask, type TaskDependencies } from './task.routes.ts';
import { completeTasks, createTasks } from './write/task.batch.ts';
import { completeTask, reopenTask } from './write/task.completion.ts';
import { newTaskBatch, snooze, taskIds } from './write/task.input.ts';

type Dependencies = Omit<TaskDependencies, 'orm' | 'unitOfWork' | 'searches'>;

/** Completes and reopens one task. */
export function completionRoutes({ idempotent, authenticate, clock, eventsEnabled }: Dependencies): Route[] {
  const present = taskPresenter(eventsEnabled);
  const context = () => ({ actor: 'user' as const, now: clock(), eventsEnabled });
  const completed = {
    completed: true,
    completedAt: '2027-01-31T07:40:00.000Z',
    updatedAt: '2027-01-31T07:40:00.000Z',
    version: 2,
  };

  return [
    {
      method: 'post',
      path: '/api/tasks/:id/complete',
      operationId: 'completeTask',
      summary: 'Complete a task',
      description: eventsEnabled
        ? 'Also succeeds if the task is already completed. An event creates the successor of a recurring task a moment later.'
        : 'Also succeeds if the task is already completed.',
      tag: 'tasks',
      headers: ['If-Match', 'Idempotency-Key'],
      responses: { 200: describeTask(eventsEnabled, completed) },
      problems: [noTask, lostUpdate],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        await idempotent(ctx, owner, async (tx) =>
          withEtag(await completeTask(tx, context(), owner, taskIdOf(ctx), ifMatch(ctx)), present),
        );
      },
    },
    {
      method: 'post',
      path: '/api/tasks/:id/reopen',
      operationId: 'reopenTask',
      summary: 'Reopen a task',
      description: eventsEnabled
        ? 'Also succeeds if the task is already open. Removes the successor of a recurring task, unless someone has edited it.'
        : 'Also succeeds if the task is already open.',
      tag: 'tasks',
      headers: ['If-Match', 'Idempotency-Key'],
      responses: { 200: describeTask(eventsEnabled, { version: 3 }) },
      problems: [noTask, lostUpdate],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        await idempotent(ctx, owner, async (tx) =>
          withEtag(await reopenTask(tx, context(), owner, taskIdOf(ctx), ifMatch(ctx)), present),
        );
      },
    },
  ];
}

/** Snoozes and skips one task; creates and completes several. All of these need events. */
export function eventTaskRoutes({ idempotent, authenticate, clock }: Omit<Dependencies, 'eventsEnabled'>): Route[] {
  const present = taskPresenter(true);
  const context = () => ({ actor: 'user' as const, now: clock(), eventsEnabled: true });
  const several = { description: 'The tasks, in the same order.', schema: taskList, example: { items: [aTask(true)] } };

  return [
    {
      method: 'post',
      path: '/api/tasks/:id/snooze',
      operationId: 'snoozeTask',
      summary: 'Postpone the next reminder of a task',
      description: 'Adds a reminder if the task has none.',
      tag: 'tasks',
      headers: ['If-Match', 'Idempotency-Key'],
      body: { schema: snooze, examples: { anHour: { until: '2027-01-31T09:00:00Z' } } },
      responses: { 200: describeTask(true, { snoozedUntil: '2027-01-31T09:00:00.000Z', version: 2 }) },
      problems: [
        noTask,
        lostUpdate,
        new Conflict('The task is completed, so there is nothing to be reminded of. Reopen it first.'),
      ],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        const { until } = validate(snooze, ctx.request.body);
        await idempotent(ctx, owner, async (tx) =>
          withEtag(await snoozeTask(tx, context(), owner, taskIdOf(ctx), until, ifMatch(ctx)), present),
        );
      },
    },
    {
      method: 'post',
      path: '/api/tasks/:id/skip',
      operationId: 'skipTask',
      summary: 'Move a recurring task to its next occurrence without completing it',
      description:
        'The next occurrence is the one that would follow if the task were completed now. Skipped occurrences count towards ' +
        '`count`. Relative reminders move along, and a snooze ends. If there is no next occurrence, 409 says why.',
      tag: 'tasks',
      headers: ['If-Match', 'Idempotency-Key'],
      responses: {
        200: describeTask(true, {
          version: 2,
          occurrence: 2,
          dueAt: '2027-02-28T08:00:00.000Z',
          due: { date: '2027-02-28', time: '09:00', timeZone: 'Europe/Berlin' },
        }),
      },
      problems: [
        noTask,
        lostUpdate,
        new Conflict('This is the last occurrence (every month, 3 times), so there is no next one.'),
      ],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        await idempotent(ctx, owner, async (tx) =>
          withEtag(await skipTask(tx, context(), owner, taskIdOf(ctx), ifMatch(ctx)), present),
        );
      },
    },
    {
      method: 'post',
      path: '/api/tasks/batch',
      operationId: 'createTasks',
      summary: 'Add up to 100 tasks, all or none',
      tag: 'tasks',
      headers: ['Idempotency-Key'],
      body: {
        schema: newTaskBatch,
        examples: { two: { tasks: [{ title: 'Buy milk' }, { title: 'Buy bread' }] } },
        limit: '8mb',
      },
      responses: { 201: several },
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
      method: 'post',
      path: '/api/tasks/complete',
      operationId: 'completeTasks',
      summary: 'Complete up to 100 tasks, all or none',
      tag: 'tasks',
      headers: ['Idempotency-Key'],
      body: { schema: taskIds, examples: { one: { ids: [aTask(true).id] } } },
      responses: { 200: several },
      problems: [new NotFound('There is no task 0198c6a5-30a4-7b0e-8f3e-51c1b1f0a2aa; none was completed.')],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        const { ids } = validate(taskIds, ctx.request.body);
        await idempotent(ctx, owner, async (tx) => ({
          body: { items: await completeTasks(tx, context(), owner, ids) },
        }));
      },
    },
  ];
}

/** These addresses do not exist in Phase 4. Without this router they would count as the address of a task, with its methods. */
export function reservedTaskAddresses(): Router {
  return new Router().all(['/api/tasks/batch', '/api/tasks/complete', '/api/tasks/quick'], () => {
    throw new NotFound();
  });
}
