import { isDeepStrictEqual } from 'node:util';
import { LockMode } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from '../../../shared/database/orm.ts';
import { type Reminder, Task } from '../../../shared/entities/index.ts';
import type { Due, TaskSnapshot } from '../../../shared/events/task.schema.ts';
import { NotFound, PreconditionFailed, ValidationFailed } from '../../../shared/http/problem.ts';
import { removeUntouchedSuccessor } from '../successors/successor.service.ts';
import { dueInstant } from './due.ts';
import { cancelReminders, moveReminders, restoreReminders, setReminders } from './reminder.plan.ts';
import { type ChangeContext, differences, recordChange, removeTask, touch } from './task.changes.ts';
import type { NewTask, ReminderInput, TaskChanges } from './task.input.ts';
import { presentTask } from './task.presenter.ts';

/** The person whose list it is. */
export interface Owner {
  id: string;
  /** For a due that names no zone. */
  timeZone: string;
}

export async function createTask(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  input: NewTask,
): Promise<TaskSnapshot> {
  requireDue(input);
  const { now } = context;
  const due = input.due && withZone(input.due, owner);
  const task = tx.create(Task, {
    id: uuidv7({ msecs: now.getTime() }),
    ownerId: owner.id,
    title: input.title,
    description: input.description,
    priority: input.priority,
    tags: input.tags,
    due,
    dueAt: due && dueInstant(due),
    version: 1,
    createdAt: now,
    updatedAt: now,
    ...seriesOf(input.recurrence, due),
  });
  tx.persist(task);
  setReminders(tx, task, input.reminders, now);
  return recordChange(tx, context, 'created', task, {});
}

/**
 * Changes what `changes` names and nothing else; changes that come to nothing leave no trace.
 * @throws NotFound, PreconditionFailed (`ifMatch` is not the task's version), ValidationFailed
 */
export async function updateTask(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  id: string,
  changes: TaskChanges,
  ifMatch?: IfMatch,
): Promise<TaskSnapshot> {
  const task = await lockTask(tx, owner, id, ifMatch);
  const { completed, title, description, priority, tags, due, recurrence, reminders } = changes;
  const before = presentTask(task);
  if (title !== undefined) task.title = title;
  if (description !== undefined) task.description = description;
  if (priority !== undefined) task.priority = priority;
  if (tags !== undefined) task.tags = tags;
  if (due !== undefined) {
    task.due = due && withZone(due, owner);
    task.dueAt = task.due && dueInstant(task.due);
    task.snoozedUntil = null;
  }
  if (recurrence !== undefined && !isDeepStrictEqual(recurrence, task.recurrence ?? null)) {
    Object.assign(task, seriesOf(recurrence, task.due ?? null));
  }
  requireDue({ due: task.due, recurrence: task.recurrence, reminders: reminders ?? task.reminders.getItems() });
  if (due !== undefined) moveReminders(task, context.now);
  if (reminders !== undefined) setReminders(tx, task, reminders, context.now);

  const differing = differences(before, presentTask(task));
  const edited = Object.keys(differing).length > 0;
  if (edited) touch(task, context);
  if (completed === undefined || completed === before.completed) {
    return edited ? await recordChange(tx, context, 'updated', task, differing) : before;
  }
  return completed ? await complete(tx, context, task, before) : await reopen(tx, context, task, before);
}

/** Also succeeds when it is completed already. The successor of a recurring task arrives by event. */
export async function completeTask(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  id: string,
  ifMatch?: IfMatch,
) {
  const task = await lockTask(tx, owner, id, ifMatch);
  const before = presentTask(task);
  return before.completed ? before : await complete(tx, context, task, before);
}

function complete(tx: Transaction, context: ChangeContext, task: Task, before: TaskSnapshot): Promise<TaskSnapshot> {
  task.completedAt = context.now;
  task.snoozedUntil = null;
  cancelReminders(task);
  touch(task, context);
  return recordChange(tx, context, 'completed', task, differences(before, presentTask(task)));
}

/** Also succeeds when it is open already. Takes back the successor, unless someone has touched it. */
export async function reopenTask(tx: Transaction, context: ChangeContext, owner: Owner, id: string, ifMatch?: IfMatch) {
  const task = await lockTask(tx, owner, id, ifMatch);
  const before = presentTask(task);
  return before.completed ? await reopen(tx, context, task, before) : before;
}

async function reopen(tx: Transaction, context: ChangeContext, task: Task, before: TaskSnapshot) {
  task.completedAt = null;
  restoreReminders(task, context.now);
  await removeUntouchedSuccessor(tx, context, task);
  touch(task, context);
  return recordChange(tx, context, 'reopened', task, differences(before, presentTask(task)));
}

export async function deleteTask(tx: Transaction, context: ChangeContext, owner: Owner, id: string, ifMatch?: IfMatch) {
  await removeTask(tx, context, await lockTask(tx, owner, id, ifMatch));
}

/** The version a client read, or `*` for any; absent, the last writer wins. */
export type IfMatch = number | '*';

async function lockTask(tx: Transaction, owner: Owner, id: string, ifMatch?: IfMatch): Promise<Task> {
  const task = await tx.findOne(Task, { id, ownerId: owner.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!task) throw new NotFound('There is no such task.');
  if (typeof ifMatch === 'number' && ifMatch !== task.version) {
    throw new PreconditionFailed(`The task has changed since: it is at version ${task.version}. Read it again.`);
  }
  await task.reminders.init();
  return task;
}

function withZone(due: NonNullable<NewTask['due']>, owner: Owner): Due {
  return { date: due.date, time: due.time, timeZone: due.timeZone ?? owner.timeZone };
}

/** A rule begins a series of its own, of which this task is the first. */
function seriesOf(recurrence: NewTask['recurrence'], due: Due | null) {
  if (!recurrence) return { recurrence: null, seriesId: null, occurrence: null, seriesStart: null };
  return { recurrence, seriesId: uuidv7(), occurrence: 1, seriesStart: due };
}

interface NeedsDue {
  due?: unknown;
  recurrence?: unknown;
  reminders: (Pick<Reminder, 'minutesBefore'> | ReminderInput)[];
}

function requireDue({ due, recurrence, reminders }: NeedsDue): void {
  if (due) return;
  const errors = [];
  if (recurrence) errors.push({ path: 'recurrence', message: 'Needs a due; set due as well, or clear recurrence.' });
  const relative = reminders.findIndex((reminder) => 'minutesBefore' in reminder && reminder.minutesBefore != null);
  if (relative >= 0) {
    errors.push({ path: `reminders.${relative}.minutesBefore`, message: 'Needs a due; set due as well, or use "at".' });
  }
  if (errors.length) throw new ValidationFailed(errors);
}
