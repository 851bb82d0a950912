import { z } from 'zod';
import { text } from '../text.ts';
import { list } from './list.schema.ts';
import { due, task } from './task.schema.ts';

/** The actors that can change a task. */
export const actors = ['user', 'chat', 'recurring', 'reminder'] as const;
export type Actor = (typeof actors)[number];

/**
 * Every event of the system, typed once for its producer and its consumers. The envelope is CloudEvents 1.0
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md); a sidecar adds attributes of its own,
 * so unknown ones are let through.
 */
function cloudEvent<Type extends string, Data extends z.ZodType>(type: Type, data: Data) {
  return z.object({
    specversion: z.literal('1.0'),
    /** The id of the outbox row, which is the same however often the event is published. */
    id: z.uuid(),
    type: z.literal(type),
    source: z.literal('/todo/backend'),
    /** The id of the task or list, or of the user for a session event. */
    subject: z.uuid(),
    time: z.iso.datetime(),
    datacontenttype: z.literal('application/json'),
    traceparent: z.string().optional(),
    data,
  });
}

/** The task after the change, and the values of the changed fields before it. */
const taskChange = z.object({
  ownerId: z.uuid(),
  actor: z.enum(actors),
  task,
  previous: z.record(z.string(), z.unknown()),
});

/** An instant as `Date.toISOString` writes it. Some time zones make years past 9999 possible, which an ISO 8601 pattern refuses. */
const instant = z.string().refine((value) => !Number.isNaN(Date.parse(value)), 'Must be an instant.');

const dueReminder = z.object({
  ownerId: z.uuid(),
  taskId: z.uuid(),
  reminderId: z.uuid(),
  title: text(),
  /** The calendar day of an all-day due follows from this alone. Events from before version 0.6 do not have it. */
  due: due.nullable().optional(),
  dueAt: instant.nullable(),
  fireAt: instant,
});

export const changes = ['created', 'updated', 'completed', 'reopened', 'deleted'] as const;
export type Change = (typeof changes)[number];

export const listChanges = ['created', 'updated', 'deleted'] as const;
export type ListChange = (typeof listChanges)[number];

export const taskEvent = z.discriminatedUnion('type', [
  cloudEvent('task.created.v1', taskChange),
  cloudEvent('task.updated.v1', taskChange),
  cloudEvent('task.completed.v1', taskChange),
  cloudEvent('task.reopened.v1', taskChange),
  cloudEvent('task.deleted.v1', taskChange),
]);

export const reminderEvent = cloudEvent('reminder.due.v1', dueReminder);

export const updateEvent = z.discriminatedUnion('type', [
  cloudEvent('task.changed.v1', z.object({ ownerId: z.uuid(), change: z.enum(changes), task })),
  cloudEvent('reminder.due.v1', dueReminder),
  cloudEvent('list.changed.v1', z.object({ ownerId: z.uuid(), change: z.enum(listChanges), list })),
  /**
   * Sessions below this version have ended, and so has the one that is named: the websocket service closes their sockets and sends
   * them nothing.
   */
  cloudEvent(
    'session.ended.v1',
    z.object({ ownerId: z.uuid(), sessionVersion: z.int(), sessionId: z.uuid().optional() }),
  ),
]);

export type TaskEvent = z.infer<typeof taskEvent>;
export type ReminderEvent = z.infer<typeof reminderEvent>;
export type UpdateEvent = z.infer<typeof updateEvent>;
export type Event = TaskEvent | ReminderEvent | UpdateEvent;
