import { Conflict } from '../../../shared/http/problem.ts';
import { validate } from '../../../shared/http/validate.ts';
import type { Route } from '../platform/openapi/route.ts';
import { skipTask } from './schedule/skip.service.ts';
import { snoozeTask } from './schedule/snooze.service.ts';
import { describeTask } from './task.examples.ts';
import { taskPresenter, withEtag } from './task.presenter.ts';
import { ifMatch, taskIdOf } from './task.request.ts';
import { aLargeTree, lostUpdate, noTask, type TaskDependencies } from './task.routes.ts';
import { moveTask } from './tree/task.move.ts';
import { completedParent } from './tree/task.place.ts';
import { snooze, taskMove } from './write/task.input.ts';
import { completeTask, reopenTask } from './write/task.service.ts';

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
      problems: [noTask, lostUpdate, aLargeTree],
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
      problems: [noTask, lostUpdate, aLargeTree],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        await idempotent(ctx, owner, async (tx) =>
          withEtag(await reopenTask(tx, context(), owner, taskIdOf(ctx), ifMatch(ctx)), present),
        );
      },
    },
  ];
}

/** Snoozes, skips and moves one task, which needs events. */
export function eventTaskRoutes({ idempotent, authenticate, clock }: Omit<Dependencies, 'eventsEnabled'>): Route[] {
  const present = taskPresenter(true);
  const context = () => ({ actor: 'user' as const, now: clock(), eventsEnabled: true });

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
      path: '/api/tasks/:id/move',
      operationId: 'moveTask',
      summary: 'Give a task its place in the manual order',
      description:
        'The place is directly behind the task `after`, or the first one, among the tasks of its list and parent, or of others if ' +
        '`listId` or `parentId` is given. Its subtasks move along. A subtask is in the list of its parent.',
      tag: 'tasks',
      headers: ['If-Match', 'Idempotency-Key'],
      body: {
        schema: taskMove,
        examples: {
          first: { after: null },
          outdent: { parentId: null, after: '0198c6a5-30a4-7b0e-8f3e-51c1b1f0a2aa' },
        },
      },
      responses: { 200: describeTask(true, { version: 2, position: 'm037ae14d9cd2c7b0e8f3e51c0a2aaV' }) },
      problems: [noTask, lostUpdate, completedParent, aLargeTree],
      async handler(ctx) {
        const owner = await authenticate(ctx);
        const move = validate(taskMove, ctx.request.body);
        await idempotent(ctx, owner, async (tx) =>
          withEtag(await moveTask(tx, context(), owner, taskIdOf(ctx), move, ifMatch(ctx)), present),
        );
      },
    },
  ];
}
