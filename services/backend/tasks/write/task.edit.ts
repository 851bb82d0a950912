import { isDeepStrictEqual } from 'node:util';
import type { Task } from '../../../../shared/entities/index.ts';
import { type Due, plainFieldsOf } from '../../../../shared/events/task.schema.ts';
import { dueInstant } from '../../../../shared/schedule/due.ts';
import { moveReminders, setReminders } from '../schedule/reminder.plan.ts';
import { endSnooze, noticeEndOfSnooze } from '../schedule/snooze.plan.ts';
import { placeTask } from '../tree/task.place.ts';
import type { TaskTrees } from '../tree/task.trees.ts';
import type { ChangeRecorder } from './change.recorder.ts';
import type { NewTask, TaskChanges } from './task.input.ts';
import type { Owner } from './task.lock.ts';
import { isSameSeries, requireDue, requireLaterEnd, requireNoParent, seriesOf } from './task.rules.ts';

/**
 * Changes the fields of a watched task that `changes` names, but its completion.
 * @throws NotFound, ValidationFailed, Conflict when the task cannot have them together with its other fields
 */
export function changeTask(
  recorder: ChangeRecorder,
  owner: Owner,
  trees: TaskTrees,
  task: Task,
  changes: TaskChanges,
): void {
  const { listId, parentId, recurrence } = changes;
  const place = () => {
    if (listId !== undefined || parentId !== undefined)
      placeTask(trees, task, { listId, parentId }, recorder.context.now);
  };
  // A task that is to repeat no more can be a subtask then, and a subtask that is moved out can repeat then.
  if (recurrence !== null) place();
  editTask(recorder, owner, task, changes);
  if (recurrence === null) place();
}

/**
 * Changes the fields that do not concern other tasks.
 * @throws ValidationFailed when the task cannot have them together with its other fields
 */
function editTask({ tx, context }: ChangeRecorder, owner: Owner, task: Task, changes: TaskChanges): void {
  const { due, recurrence, reminders } = changes;
  const newDue = due && withZone(due, owner);
  const moves = newDue !== undefined && !isDeepStrictEqual(newDue, task.due ?? null);
  const { listId: _, ...plain } = plainFieldsOf(changes);
  Object.assign(task, plain);
  if (moves) {
    endSnooze(tx, task, context.now);
    task.due = newDue;
    task.dueAt = newDue && dueInstant(newDue);
  }
  const newRule = recurrence !== undefined && !isDeepStrictEqual(recurrence, task.recurrence ?? null);
  if (recurrence !== undefined && (newRule || moves)) {
    requireLaterEnd(recurrence, task.due);
    if (recurrence) requireNoParent(task);
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
