import { Collection, defineEntity, type Opt, p } from '@mikro-orm/core';
import type { Due, Priority, Recurrence } from '../events/task.schema.ts';
import { priorities } from '../events/task.schema.ts';
import { Reminder } from './reminder.entity.ts';
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
    tags: p.array().columnType('text[]').$type<string[]>(),
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
    version: p.integer(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
    /** Title (weight A) and description (B), stemmed and as typed; kept by the database. */
    search: p
      .text()
      .$type<Opt<string>>()
      .columnType('tsvector')
      .generated(
        `(setweight(to_tsvector('todo_stem', title), 'A') || setweight(to_tsvector('todo_word', title), 'A') || setweight(to_tsvector('todo_stem', description), 'B') || setweight(to_tsvector('todo_word', description), 'B')) stored`,
      )
      .lazy(),
    reminders: () => p.oneToMany(Reminder).mappedBy('task').orderBy({ fireAt: 'asc', id: 'asc' }),
  },
  indexes: [
    { name: 'task_owner_created', properties: ['ownerId', 'createdAt', 'id'] },
    { name: 'task_owner_due', properties: ['ownerId', 'dueAt', 'id'] },
    { name: 'task_owner_priority', properties: ['ownerId', 'priority', 'id'] },
    {
      name: 'task_owner_title',
      expression: 'create index "task_owner_title" on "task" ("owner_id", lower(title), "id")',
    },
    { name: 'task_tags', expression: 'create index "task_tags" on "task" using gin ("tags")' },
    { name: 'task_search', expression: 'create index "task_search" on "task" using gin ("search")' },
  ],
  uniques: [{ name: 'task_series_occurrence', properties: ['seriesId', 'occurrence'] }],
});

export class Task extends TaskSchema.class {
  override reminders = new Collection<Reminder>(this);
}
TaskSchema.setClass(Task);
