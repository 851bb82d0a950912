import { defineEntity, p } from '@mikro-orm/core';
import { Task } from './task.entity.ts';

export const reminderStates = ['pending', 'sent', 'cancelled'] as const;

const ReminderSchema = defineEntity({
  name: 'Reminder',
  tableName: 'reminder',
  properties: {
    id: p.uuid().primary(),
    task: () => p.manyToOne(Task).deleteRule('cascade'),
    /** Minutes before the due; null for an absolute reminder. */
    minutesBefore: p.integer().nullable(),
    /** The instant of an absolute reminder; null for a relative one. Both are null where snoozing made the reminder. */
    at: p.datetime(3).nullable(),
    /** What `minutesBefore` or `at` come to, unless it is snoozed: then the task's `snoozedUntil`. */
    fireAt: p.datetime(3),
    state: p.enum(reminderStates).nativeEnumName('reminder_state'),
  },
  indexes: [
    { properties: ['task'] },
    {
      name: 'reminder_pending',
      expression: `create index "reminder_pending" on "reminder" ("fire_at", "id") where state = 'pending'`,
    },
  ],
});

export class Reminder extends ReminderSchema.class {}
ReminderSchema.setClass(Reminder);
