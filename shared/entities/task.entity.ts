import { Collection, defineEntity, type Opt, p } from '@mikro-orm/core';
import type { Due, Priority, Recurrence, Subtasks } from '../events/task.schema.ts';
import { priorities } from '../events/task.schema.ts';
import { TextArrayType } from './text-array.type.ts';
import { User } from './user.entity.ts';

const TaskSchema = defineEntity({
  name: 'Task',
  tableName: 'task',
  properties: {
    /** UUIDv7: ids sort by creation. */
    id: p.uuid().primary(),
    ownerId: () => p.manyToOne(User).mapToPk().fieldName('owner_id').deleteRule('cascade'),
    title: p.text(),
    description: p.text(),
    completedAt: p.datetime(3).nullable(),
    priority: p.enum(priorities).$type<Priority>().nativeEnumName('task_priority'),
    tags: p.type(TextArrayType).$type<string[]>(),
    due: p.json<Due>().nullable(),
    /** The instant of `due`; for an all-day due the end of that day in its zone. */
    dueAt: p.datetime(3).nullable(),
    recurrence: p.json<Recurrence>().nullable(),
    seriesId: p.uuid().nullable(),
    /** Number within the series, from 1. */
    occurrence: p.integer().nullable(),
    /** The due of occurrence 1, from which every other occurrence is counted. */
    seriesStart: p.json<Due>().nullable(),
    /** Set in the transaction that makes the successor, and kept when the successor is deleted: there is never a second one. */
    successorId: p.uuid().nullable(),
    snoozedUntil: p.datetime(3).nullable(),
    /** Null for the Inbox. Like `parentId` it is part of a foreign key that also holds the owner. */
    listId: p.uuid().nullable(),
    parentId: p.uuid().nullable(),
    /** A fractional index, set once the task is moved. Until then its place follows from its creation (`positionOf`). */
    position: p.text().nullable(),
    /** Counted when the task is read. */
    subtasks: p
      .json<Opt<Subtasks>>()
      .formula(
        ({ id }) =>
          `(select json_build_object('total', count(*), 'completed', count(child.completed_at)) from task child where child.parent_id = ${id})`,
      ),
    version: p.integer(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
    /** Title (weight A) and description (B), stemmed and as typed, their symbols, and the tags; kept by the database. */
    search: p
      .text()
      .$type<Opt<string>>()
      .columnType('tsvector')
      .generated('(task_search(title, description, tags)) stored')
      .lazy(),
    reminders: () => p.oneToMany(Reminder).mappedBy('task').orderBy({ fireAt: 'asc', id: 'asc' }),
  },
  indexes: [
    { name: 'task_owner_created', properties: ['ownerId', 'createdAt', 'id'] },
    {
      name: 'task_owner_due',
      expression:
        'create index "task_owner_due" on "task" ("owner_id", coalesce("due_at", \'infinity\'), urgent_first("priority"), "id")',
    },
    {
      name: 'task_owner_due_desc',
      expression:
        'create index "task_owner_due_desc" on "task" ("owner_id", coalesce("due_at", \'-infinity\'), "priority", "id")',
    },
    { name: 'task_owner_priority', properties: ['ownerId', 'priority', 'id'] },
    {
      name: 'task_owner_title',
      expression: 'create index "task_owner_title" on "task" ("owner_id", lower(title) collate natural_order, "id")',
    },
    {
      name: 'task_owner_open',
      expression:
        'create index "task_owner_open" on "task" ("owner_id", "created_at", "id") where "completed_at" is null',
    },
    {
      name: 'task_owner_open_due',
      expression:
        'create index "task_owner_open_due" on "task" ("owner_id", coalesce("due_at", \'infinity\'), urgent_first("priority"), "id") where "completed_at" is null',
    },
    {
      name: 'task_owner_completed',
      expression:
        'create index "task_owner_completed" on "task" ("owner_id", "created_at", "id") where "completed_at" is not null',
    },
    {
      name: 'task_list_position',
      expression:
        'create index "task_list_position" on "task" (task_list("list_id", "owner_id"), task_position("position", "created_at", "id"), "id") where "completed_at" is null',
    },
    {
      name: 'task_list_due',
      expression:
        'create index "task_list_due" on "task" (task_list("list_id", "owner_id"), coalesce("due_at", \'infinity\'), urgent_first("priority"), "id") where "completed_at" is null',
    },
    {
      name: 'task_list_created',
      expression: 'create index "task_list_created" on "task" (task_list("list_id", "owner_id"), "created_at", "id")',
    },
    {
      name: 'task_children',
      expression:
        'create index "task_children" on "task" ("parent_id", task_position("position", "created_at", "id"), "id") where "parent_id" is not null',
    },
    {
      name: 'task_words',
      expression:
        'create index "task_words" on "task" using gin (owned_words("owner_id", "tags", "search")) with (gin_pending_list_limit = 512)',
    },
  ],
  uniques: [
    { name: 'task_series_occurrence', properties: ['seriesId', 'occurrence'] },
    { name: 'task_owner_id', properties: ['ownerId', 'id'] },
  ],
});

export class Task extends TaskSchema.class {
  override reminders = new Collection<Reminder>(this);
}
TaskSchema.setClass(Task);

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
    /** The instant of `minutesBefore` or `at`. For a snoozed reminder it is the task's `snoozedUntil`. */
    fireAt: p.datetime(3),
    state: p.enum(['pending', 'sent', 'cancelled']).nativeEnumName('reminder_state'),
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
