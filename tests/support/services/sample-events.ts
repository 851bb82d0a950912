import { randomUUID } from 'node:crypto';
import { cloudEvent } from '../../../shared/events/cloud-event.ts';
import type { Change, ReminderEvent, TaskEvent, UpdateEvent } from '../../../shared/events/events.ts';
import { plainDefaults, type TaskSnapshot } from '../../../shared/events/task.schema.ts';

/** Fixed, so that a frame or a message can be compared whole. */
export const sampleTime = new Date('2026-01-31T08:00:00.000Z');

export function sampleTask(differences: Partial<TaskSnapshot> = {}): TaskSnapshot {
  return {
    id: randomUUID(),
    ...plainDefaults,
    title: 'Pay rent',
    completed: false,
    completedAt: null,
    tags: ['home'],
    due: null,
    dueAt: null,
    reminders: [],
    recurrence: null,
    seriesId: null,
    occurrence: null,
    snoozedUntil: null,
    parentId: null,
    subtasks: { total: 0, completed: 0 },
    position: 'a0',
    version: 1,
    createdAt: sampleTime.toISOString(),
    updatedAt: sampleTime.toISOString(),
    ...differences,
  };
}

export function taskEventOf(change: Change, task: TaskSnapshot, ownerId: string = randomUUID()): TaskEvent {
  return cloudEvent(
    { type: `task.${change}.v1`, subject: task.id, data: { ownerId, actor: 'user', task, previous: {} } },
    sampleTime,
  ) as TaskEvent;
}

export function reminderEventOf(
  ownerId: string,
  differences: Partial<ReminderEvent['data']> = {},
  at = sampleTime,
): ReminderEvent {
  const taskId = differences.taskId ?? randomUUID();
  return cloudEvent(
    {
      type: 'reminder.due.v1',
      subject: taskId,
      data: {
        ownerId,
        taskId,
        reminderId: randomUUID(),
        title: 'Pay rent',
        dueAt: '2026-01-31T08:00:00.000Z',
        fireAt: '2026-01-31T07:00:00.000Z',
        ...differences,
      },
    },
    at,
  ) as ReminderEvent;
}

export function taskChangedOf(ownerId: string, task = sampleTask(), change: Change = 'updated'): UpdateEvent {
  return cloudEvent(
    { type: 'task.changed.v1', subject: task.id, data: { ownerId, change, task } },
    sampleTime,
  ) as UpdateEvent;
}

export function listChangedOf(ownerId: string) {
  const at = sampleTime.toISOString();
  const list = { id: randomUUID(), name: 'Work', position: 'a0', archived: false, archivedAt: null, version: 1 };
  const data = { ownerId, change: 'created', list: { ...list, createdAt: at, updatedAt: at } } as const;
  return { ...cloudEvent({ type: 'list.changed.v1', subject: list.id, data }, sampleTime), data };
}

export function sessionEndedOf(ownerId: string, sessionVersion: number, sessionId?: string): UpdateEvent {
  return cloudEvent(
    { type: 'session.ended.v1', subject: ownerId, data: { ownerId, sessionVersion, ...(sessionId && { sessionId }) } },
    sampleTime,
  ) as UpdateEvent;
}
