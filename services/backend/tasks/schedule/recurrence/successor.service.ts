import { LockMode } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import { Activity, Task } from '../../../../../shared/entities/index.ts';
import { plainFieldsOf } from '../../../../../shared/events/task.schema.ts';
import { dueInstant } from '../../../../../shared/schedule/due.ts';
import { nextOccurrence } from '../../../../../shared/schedule/recurrence.ts';
import type { Transaction } from '../../../platform/unit-of-work.ts';
import type { ChangeRecorder } from '../../write/change.recorder.ts';
import { type ChangeContext, recordChanges } from '../../write/task.changes.ts';
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
  await recordChanges(tx, context, [{ change: 'created', task: successor, changes: {} }]);
  return successor.id;
}

/**
 * Removes the successors of tasks that are reopened, so that completing these again creates new ones. A successor that a person
 * has changed stays, and stays recorded, so that there is never a second one.
 */
export async function removeUntouchedSuccessors(recorder: ChangeRecorder, tasks: readonly Task[]): Promise<void> {
  const { tx } = recorder;
  const ids = tasks.flatMap(({ successorId }) => successorId ?? []);
  if (ids.length === 0) return;
  const successors = await tx.find(
    Task,
    { id: { $in: ids }, ownerId: tasks[0]!.ownerId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  );
  const touched = await touchedAmong(tx, ids);
  const untouched = successors.filter(({ id }) => !touched.has(id));
  await tx.populate(untouched, ['reminders']);
  const removed = new Set(untouched.map(({ id }) => id));
  for (const task of tasks) if (task.successorId && removed.has(task.successorId)) task.successorId = null;
  recorder.remove(untouched);
}

/** Returns the ids of those tasks that a person has changed. */
async function touchedAmong(tx: Transaction, ids: string[]): Promise<Set<string>> {
  const changes = await tx.find(
    Activity,
    { taskId: { $in: ids }, actor: { $in: ['user', 'chat'] } },
    { fields: ['taskId'] },
  );
  return new Set(changes.map(({ taskId }) => taskId));
}
