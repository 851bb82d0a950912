import { LockMode } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import { Activity, Task } from '../../../../../shared/entities/index.ts';
import { plainFieldsOf } from '../../../../../shared/events/task.schema.ts';
import { dueInstant } from '../../../../../shared/schedule/due.ts';
import { nextOccurrence } from '../../../../../shared/schedule/recurrence.ts';
import type { Transaction } from '../../../platform/unit-of-work.ts';
import { type ChangeContext, recordChange, removeTask } from '../../write/task.changes.ts';
import { cancelPastReminders, setReminders } from '../reminder.plan.ts';

/**
 * Creates the successor of a completed occurrence exactly once: the predecessor is locked, must still be completed by that same
 * completion, and records its successor in the same transaction.
 * @returns the successor's id; undefined when it exists already or is not wanted any more
 */
export async function createSuccessor(
  tx: Transaction,
  context: ChangeContext,
  predecessorId: string,
  completedAt: Date,
): Promise<string | undefined> {
  const task = await tx.findOne(Task, { id: predecessorId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!task?.recurrence || !task.due || !task.seriesStart || !task.occurrence) return undefined;
  if (task.successorId || task.completedAt?.getTime() !== completedAt.getTime()) return undefined;
  const next = nextOccurrence(
    { rule: task.recurrence, start: task.seriesStart },
    { number: task.occurrence, due: task.due, completedAt },
    context.now,
  );
  if (!next) return undefined;

  const { ownerId, recurrence, seriesId, seriesStart } = task;
  const successor = tx.create(Task, {
    id: uuidv7({ msecs: context.now.getTime() }),
    ownerId,
    ...plainFieldsOf(task),
    recurrence,
    seriesId,
    seriesStart,
    due: next.due,
    dueAt: dueInstant(next.due),
    occurrence: next.number,
    version: 1,
    createdAt: context.now,
    updatedAt: context.now,
  });
  tx.persist(successor);
  await task.reminders.init();
  const relative = task.reminders.getItems().flatMap(({ minutesBefore }) => minutesBefore ?? []);
  setReminders(
    tx,
    successor,
    relative.map((minutesBefore) => ({ minutesBefore })),
    context.now,
  );
  cancelPastReminders(successor, context.now);
  task.successorId = successor.id;
  await recordChange(tx, context, 'created', successor, {});
  return successor.id;
}

/**
 * Removes the successor of a task that is reopened, so that completing it again creates a new one. A successor that a person has
 * changed stays, and stays recorded, so that there is never a second one.
 */
export async function removeUntouchedSuccessor(tx: Transaction, context: ChangeContext, task: Task): Promise<void> {
  if (!task.successorId) return;
  const successor = await tx.findOne(
    Task,
    { id: task.successorId, ownerId: task.ownerId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!successor || (await isTouched(tx, successor.id))) return;
  await successor.reminders.init();
  task.successorId = null;
  await removeTask(tx, context, successor);
}

async function isTouched(tx: Transaction, taskId: string): Promise<boolean> {
  return (await tx.count(Activity, { taskId, actor: { $in: ['user', 'chat'] } })) > 0;
}
