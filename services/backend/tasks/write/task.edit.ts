import { isDeepStrictEqual } from 'node:util';
import type { Task } from '../../../../shared/entities/index.ts';
import { type Due, plainFieldsOf } from '../../../../shared/events/task.schema.ts';
import { dueInstant } from '../../../../shared/schedule/due.ts';
import { lastPosition } from '../../platform/positions.ts';
import { moveReminders, setReminders } from '../schedule/reminder.plan.ts';
import { endSnooze, noticeEndOfSnooze } from '../schedule/snooze.plan.ts';
import type { ChangeRecorder } from './change.recorder.ts';
import type { NewTask, TaskChanges } from './task.input.ts';
import type { Owner } from './task.lock.ts';
import { isSameSeries, requireDue, requireLaterEnd, seriesOf } from './task.rules.ts';

/**
 * Changes the fields of a watched task that `changes` names, but its completion.
 * @throws ValidationFailed when the task cannot have them together with its other fields
 */
export function editTask({ tx, context }: ChangeRecorder, owner: Owner, task: Task, changes: TaskChanges): void {
  const { due, recurrence, reminders } = changes;
  const newDue = due && withZone(due, owner);
  const moves = newDue !== undefined && !isDeepStrictEqual(newDue, task.due ?? null);
  const { listId = null } = task;
  Object.assign(task, plainFieldsOf(changes));
  if ((task.listId ?? null) !== listId) task.position = lastPosition(context.now, task.id);
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
}

export function withZone(due: NonNullable<NewTask['due']>, owner: Owner): Due {
  return { date: due.date, time: due.time, timeZone: due.timeZone ?? owner.timeZone };
}
