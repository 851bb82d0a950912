import { Conflict, NotFound, PreconditionFailed } from '../../../shared/http/problem.ts';
import type { Feature, Operation } from '../platform/openapi/operation.ts';
import { taskQuery } from './list/task.query.ts';
import { aTask } from './task.examples.ts';
import { taskAnswer, taskList, taskPage } from './task.response.ts';
import { newTask, newTaskBatch, snooze, taskChanges, taskIds } from './write/task.input.ts';

const noTask = new NotFound('There is no such task.');
const lostUpdate = new PreconditionFailed('The task has changed since: it is at version 4. Read it again.');
const conflict = new Conflict('The task is completed, and so has nothing to remind of. Reopen it first.');
const common = { tag: 'tasks' } as const;
/** Of the routes that change one task. */
const change = { ...common, headers: ['If-Match'], problems: [noTask, lostUpdate] } as const;
/** Of those that only move it to a state. */
const step = { ...change, method: 'post', headers: ['If-Match', 'Idempotency-Key'] } as const;

export function taskFeature(phase5: boolean): Feature {
  const phase = phase5 ? 'phase5' : 'phase4';
  const answer = (description: string, differences = {}) => ({
    ...{ description, headers: ['ETag'] as const, schema: taskAnswer[phase] },
    example: aTask(phase5, differences),
  });
  const done = { completed: true, completedAt: '2027-01-31T07:40:00.000Z', updatedAt: '2027-01-31T07:40:00.000Z' };

  const operations: Operation[] = [
    {
      ...{ ...common, method: 'get', path: '/api/tasks' },
      operationId: 'listTasks',
      summary: 'The list, filtered and sorted',
      query: taskQuery[phase],
      answers: {
        200: {
          description: 'A page of it.',
          schema: taskPage[phase],
          example: { items: [aTask(phase5)], nextCursor: null },
        },
      },
    },
    {
      ...{ ...common, method: 'post', path: '/api/tasks' },
      operationId: 'createTask',
      summary: 'Add a task',
      headers: ['Idempotency-Key'],
      body: { schema: newTask[phase], examples: newTasks(phase5) },
      answers: { 201: { ...answer('The task.'), headers: ['ETag', 'Location'] } },
    },
    {
      ...{ ...common, method: 'get', path: '/api/tasks/:id' },
      operationId: 'getTask',
      summary: 'One task',
      answers: { 200: answer('The task.') },
      problems: [noTask],
    },
    {
      ...{ ...change, method: 'patch', path: '/api/tasks/:id' },
      operationId: 'changeTask',
      summary: 'Change what the body names, and nothing else',
      description: '`null` clears.',
      body: { schema: taskChanges[phase], examples: changes(phase5) },
      answers: { 200: answer('The task.', { version: 2, title: 'Pay the rent' }) },
    },
    {
      ...{ ...change, method: 'delete', path: '/api/tasks/:id' },
      operationId: 'deleteTask',
      summary: 'Delete a task',
      answers: { 204: { description: 'It is gone.' } },
    },
    {
      ...{ ...step, path: '/api/tasks/:id/complete' },
      operationId: 'completeTask',
      summary: 'Complete a task',
      description: phase5
        ? 'Succeeds also when it is completed. The successor of a recurring task arrives by event, a moment later.'
        : 'Succeeds also when it is completed.',
      answers: { 200: answer('The task.', { ...done, version: 2 }) },
    },
    {
      ...{ ...step, path: '/api/tasks/:id/reopen' },
      operationId: 'reopenTask',
      summary: 'Reopen a task',
      description: phase5
        ? 'Succeeds also when it is open. Takes the successor of a recurring task back, unless someone has edited it.'
        : 'Succeeds also when it is open.',
      answers: { 200: answer('The task.', { version: 3 }) },
    },
  ];
  return {
    schemas: {
      ...{ Task: taskAnswer[phase], TaskPage: taskPage[phase] },
      ...{ NewTask: newTask[phase], TaskChanges: taskChanges[phase] },
      ...(phase5 ? { TaskList: taskList, NewTaskBatch: newTaskBatch, TaskIds: taskIds, Snooze: snooze } : {}),
    },
    operations: phase5 ? [...operations, ...phase5Operations] : operations,
  };
}

const items = { items: [aTask(true)] };

const phase5Operations: Operation[] = [
  {
    ...{ ...step, path: '/api/tasks/:id/snooze' },
    operationId: 'snoozeTask',
    summary: 'Postpone the next reminder of a task',
    description: 'Makes one where there is none.',
    body: { schema: snooze, examples: { anHour: { until: '2027-01-31T09:00:00Z' } } },
    answers: {
      200: {
        ...{ description: 'The task.', headers: ['ETag'], schema: taskAnswer.phase5 },
        example: aTask(true, { snoozedUntil: '2027-01-31T09:00:00.000Z', version: 2 }),
      },
    },
    problems: [noTask, lostUpdate, conflict],
  },
  {
    ...{ ...common, method: 'post', path: '/api/tasks/batch', headers: ['Idempotency-Key'] },
    operationId: 'createTasks',
    summary: 'Add up to 100 tasks, all or none',
    body: { schema: newTaskBatch, examples: { two: { tasks: [{ title: 'Buy milk' }, { title: 'Buy bread' }] } } },
    answers: { 201: { description: 'The tasks, in the same order.', schema: taskList, example: items } },
  },
  {
    ...{ ...common, method: 'post', path: '/api/tasks/complete', headers: ['Idempotency-Key'] },
    operationId: 'completeTasks',
    summary: 'Complete up to 100 tasks, all or none',
    body: { schema: taskIds, examples: { one: { ids: [aTask(true).id] } } },
    answers: { 200: { description: 'The tasks, in the same order.', schema: taskList, example: items } },
    problems: [new NotFound('There is no task 0198c6a5-30a4-7b0e-8f3e-51c1b1f0a2aa; none was completed.')],
  },
];

function newTasks(phase5: boolean): Record<string, unknown> {
  const short = { title: 'Buy milk' };
  if (!phase5) return { short, long: { title: 'Buy milk', description: 'Two bottles.' } };
  return {
    short,
    recurring: {
      title: 'Pay rent',
      due: { date: '2027-01-31', time: '09:00' },
      recurrence: { frequency: 'monthly' },
      reminders: [{ minutesBefore: 30 }],
    },
  };
}

function changes(phase5: boolean): Record<string, unknown> {
  return { title: { title: 'Pay the rent' }, ...(phase5 ? { noDue: { due: null, recurrence: null } } : {}) };
}
