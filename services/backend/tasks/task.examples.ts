import { plainDefaults, type TaskSnapshot } from '../../../shared/events/task.schema.ts';
import type { ResponseDescription } from '../platform/openapi/route.ts';
import { taskPresenter } from './task.presenter.ts';
import { type Phase4Task, taskResponse } from './task.response.ts';

/** An example task for the document. */
export function aTask(eventsEnabled: true, differences?: Partial<TaskSnapshot>): TaskSnapshot;
export function aTask(eventsEnabled: boolean, differences?: Partial<TaskSnapshot>): TaskSnapshot | Phase4Task;
export function aTask(eventsEnabled: boolean, differences: Partial<TaskSnapshot> = {}): TaskSnapshot | Phase4Task {
  return taskPresenter(eventsEnabled)({
    id: '0198c6a5-30a4-7b0e-8f3e-51c1b1f0a2aa',
    ...plainDefaults,
    title: 'Pay rent',
    description: 'To the landlord, by bank transfer.',
    completed: false,
    completedAt: null,
    priority: 'high',
    tags: ['home', 'money'],
    due: { date: '2027-01-31', time: '09:00', timeZone: 'Europe/Berlin' },
    dueAt: '2027-01-31T08:00:00.000Z',
    reminders: [
      {
        id: '0198c6a5-30a4-7b0e-8f3e-5b8d2f60f2f5',
        minutesBefore: 30,
        fireAt: '2027-01-31T07:30:00.000Z',
        state: 'pending',
      },
    ],
    recurrence: { frequency: 'monthly', interval: 1, from: 'due' },
    seriesId: '0198c6a5-30a4-7b0e-8f3e-6f60f2f5b8d2',
    occurrence: 1,
    snoozedUntil: null,
    parentId: null,
    subtasks: { total: 0, completed: 0 },
    position: 'm037ae14d9cd2c7b0e8f3e51c1V',
    version: 1,
    createdAt: '2027-01-30T18:00:00.000Z',
    updatedAt: '2027-01-30T18:00:00.000Z',
    ...differences,
  });
}

/** Describes a response that is one task. */
export function describeTask(eventsEnabled: boolean, differences: Partial<TaskSnapshot> = {}) {
  return {
    description: 'The task.',
    headers: ['ETag'],
    schema: taskResponse[eventsEnabled ? 'phase5' : 'phase4'],
    example: aTask(eventsEnabled, differences),
  } satisfies ResponseDescription;
}

export function exampleTasks(eventsEnabled: boolean): Record<string, unknown> {
  const short = { title: 'Buy milk' };
  if (!eventsEnabled) return { short, long: { title: 'Buy milk', description: 'Two bottles.' } };
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

export function exampleChanges(eventsEnabled: boolean): Record<string, unknown> {
  const title = { title: 'Pay the rent' };
  return eventsEnabled ? { title, noDue: { due: null, recurrence: null } } : { title };
}
