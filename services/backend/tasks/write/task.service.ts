import { isDeepStrictEqual } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import { type Reminder, Task } from '../../../../shared/entities/index.ts';
import { type Due, plainFieldsOf, type Recurrence, type TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import type { IfMatch } from '../../../../shared/http/etag.ts';
import { ValidationFailed } from '../../../../shared/http/problem.ts';
import { dueInstant } from '../../../../shared/schedule/due.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { moveReminders, setReminders } from '../schedule/reminder.plan.ts';
import { endSnooze, noticeEndOfSnooze } from '../schedule/snooze.plan.ts';
import { presentTask } from '../task.presenter.ts';
import { type ChangeContext, differences, recordChange, removeTask, touch } from './task.changes.ts';
import { complete, reopen } from './task.completion.ts';
import type { NewTask, ReminderInput, TaskChanges } from './task.input.ts';
import { lockTask, type Owner } from './task.lock.ts';

export type { Owner };

export async function createTask(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  input: NewTask,
): Promise<TaskSnapshot> {
  return recordChange(tx, context, 'created', makeTask(tx, context, owner, input), {});
}

/** @param position the position in a batch, by which ids of the same millisecond are ordered */
export function makeTask(
  tx: Transaction,
  { now }: ChangeContext,
  owner: Owner,
  input: NewTask,
  position?: number,
): Task {
  requireDue(input);
  requireLaterEnd(input.recurrence, input.due);
  const due = input.due && withZone(input.due, owner);
  const task = tx.create(Task, {
    id: uuidv7({ msecs: now.getTime(), ...(position === undefined ? {} : { seq: position }) }),
    ownerId: owner.id,
    ...plainFieldsOf(input),
    due,
    dueAt: due && dueInstant(due),
    version: 1,
    createdAt: now,
    updatedAt: now,
    ...seriesOf(input.recurrence, due),
  });
  tx.persist(task);
  setReminders(tx, task, input.reminders, now);
  return task;
}

/**
 * Changes the fields that `changes` names. When none of them gets a new value, nothing is written.
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
  const { completed, due, recurrence, reminders } = changes;
  const before = presentTask(task);
  const newDue = due && withZone(due, owner);
  const moves = newDue !== undefined && !isDeepStrictEqual(newDue, before.due);
  Object.assign(task, plainFieldsOf(changes));
  if (moves) {
    endSnooze(tx, task, context.now);
    task.due = newDue;
    task.dueAt = newDue && dueInstant(newDue);
  }
  const newRule = recurrence !== undefined && !isDeepStrictEqual(recurrence, task.recurrence ?? null);
  if (recurrence !== undefined && (newRule || moves)) {
    requireLaterEnd(recurrence, task.due);
    const goesOn = due === undefined && isSameSeries(recurrence, task.recurrence);
    Object.assign(task, goesOn ? { recurrence } : seriesOf(recurrence, task.due ?? null));
  }
  requireDue({ due: task.due, recurrence: task.recurrence, reminders: reminders ?? task.reminders.getItems() });
  if (moves) moveReminders(task, context.now);
  if (reminders !== undefined) setReminders(tx, task, reminders, context.now);
  noticeEndOfSnooze(task);

  const differing = differences(before, presentTask(task));
  const edited = Object.keys(differing).length > 0;
  if (edited) touch(task, context);
  if (completed === undefined || completed === before.completed) {
    return edited ? await recordChange(tx, context, 'updated', task, differing) : before;
  }
  return completed ? await complete(tx, context, task, before) : await reopen(tx, context, task, before);
}

export async function deleteTask(tx: Transaction, context: ChangeContext, owner: Owner, id: string, ifMatch?: IfMatch) {
  await removeTask(tx, context, await lockTask(tx, owner, id, ifMatch));
}

function withZone(due: NonNullable<NewTask['due']>, owner: Owner): Due {
  return { date: due.date, time: due.time, timeZone: due.timeZone ?? owner.timeZone };
}

/** A rule begins a series of its own, of which this task is the first. */
function seriesOf(recurrence: NewTask['recurrence'], due: Due | null) {
  if (!recurrence) return { recurrence: null, seriesId: null, occurrence: null, seriesStart: null };
  return { recurrence, seriesId: uuidv7(), occurrence: 1, seriesStart: due };
}

/** Tells whether two rules have the same dates. They may end differently, and count from the due or from the completion. */
function isSameSeries(one: NewTask['recurrence'], other: Task['recurrence']): boolean {
  const datesOf = ({ from: _from, until: _until, count: _count, ...dates }: Recurrence) => dates;
  return !!one && !!other && isDeepStrictEqual(datesOf(one), datesOf(other));
}

/** An occurrence may be moved past the end of its series, but no rule is set that ends before the due. */
function requireLaterEnd(recurrence: NewTask['recurrence'], due: Pick<Due, 'date'> | null | undefined): void {
  if (!recurrence?.until || !due || recurrence.until >= due.date) return;
  throw new ValidationFailed([{ path: 'recurrence.until', message: `Must not be before the due, ${due.date}.` }]);
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
