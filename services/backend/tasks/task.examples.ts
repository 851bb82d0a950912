import type { TaskSnapshot } from '../../../shared/events/task.schema.ts';
import { taskPresenter } from './task.presenter.ts';
import type { Phase4Task } from './task.response.ts';

/** A task for the documentation. */
export function aTask(phase5: true, differences?: Partial<TaskSnapshot>): TaskSnapshot;
export function aTask(phase5: boolean, differences?: Partial<TaskSnapshot>): TaskSnapshot | Phase4Task;
export function aTask(phase5: boolean, differences: Partial<TaskSnapshot> = {}): TaskSnapshot | Phase4Task {
  return taskPresenter(phase5)({
    id: '0198c6a5-30a4-7b0e-8f3e-51c1b1f0a2aa',
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
    version: 1,
    createdAt: '2027-01-30T18:00:00.000Z',
    updatedAt: '2027-01-30T18:00:00.000Z',
    ...differences,
  });
}
