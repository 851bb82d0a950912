import type { Task } from '../../../../shared/entities/index.ts';
import type { TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import type { IfMatch } from '../../../../shared/http/etag.ts';
import { Conflict } from '../../../../shared/http/problem.ts';
import { recurrenceInWords } from '../../../../shared/language/format/recurrence.format.ts';
import { dueInstant } from '../../../../shared/schedule/due.ts';
import { nextOccurrence } from '../../../../shared/schedule/recurrence.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { presentTask } from '../task.presenter.ts';
import { ChangeRecorder } from '../write/change.recorder.ts';
import type { ChangeContext } from '../write/task.changes.ts';
import { lockTask, type Owner } from '../write/task.lock.ts';
import { cancelPassedOver, moveReminders } from './reminder.plan.ts';
import { endSnooze } from './snooze.plan.ts';

/**
 * Moves a recurring task to its next occurrence, the one that completing it now would lead to. A task that repeats from its
 * completion counts as completed on its due, or now where that is over.
 * @throws NotFound, PreconditionFailed, Conflict (completed, not recurring, or no occurrence is left)
 */
export async function skipTask(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  id: string,
  ifMatch?: IfMatch,
): Promise<TaskSnapshot> {
  const task = await lockTask(tx, owner, id, ifMatch);
  if (task.completedAt)
    throw new Conflict('The task is completed. Skip its next occurrence instead, or reopen it first.');
  const next = occurrenceAfter(task, owner, context.now);
  const recorder = new ChangeRecorder(tx, context);
  recorder.watch([task]);
  endSnooze(tx, task, context.now);
  cancelPassedOver(task);
  task.due = next.due;
  task.dueAt = dueInstant(next.due);
  task.occurrence = next.number;
  moveReminders(task, context.now);
  await recorder.record();
  return presentTask(task);
}

function occurrenceAfter(
  { recurrence: rule, due, seriesStart: start, occurrence: number }: Task,
  { locale }: Owner,
  now: Date,
) {
  if (!rule || !due || !start || !number) {
    throw new Conflict('The task does not repeat, so there is no next occurrence.');
  }
  const completedAt = new Date(Math.max(now.getTime(), dueInstant(due).getTime()));
  const next = nextOccurrence({ rule, start }, { number, due, completedAt }, now);
  if (!next)
    throw new Conflict(`This is the last occurrence (${recurrenceInWords(rule, locale)}), so there is no next one.`);
  return next;
}
