import { Reminder, Task } from '../../../../shared/entities/index.ts';
import { type Due, plainDefaults, plainFieldsOf, type TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { presentTask } from '../../tasks/task.presenter.ts';

/** All fields of a task, including those that no response shows, so that undo can restore them. Instants are in ISO 8601. */
export interface TaskBackup extends Omit<TaskSnapshot, 'reminders'> {
  seriesStart: Due | null;
  successorId: string | null;
  reminders: {
    id: string;
    minutesBefore: number | null;
    at: string | null;
    fireAt: string;
    state: Reminder['state'];
  }[];
}

export function backUpTask(task: Task): TaskBackup {
  return {
    ...presentTask(task),
    seriesStart: task.seriesStart ?? null,
    successorId: task.successorId ?? null,
    reminders: task.reminders.getItems().map(({ id, minutesBefore, at, fireAt, state }) => ({
      id,
      minutesBefore: minutesBefore ?? null,
      at: at?.toISOString() ?? null,
      fireAt: fireAt.toISOString(),
      state,
    })),
  };
}

/** Restores the fields and reminders of a locked task, but not its place and its completion. */
export function restoreTask(tx: Transaction, task: Task, backup: TaskBackup, now: Date): void {
  const { due, recurrence, seriesId, occurrence, seriesStart } = backup;
  const { listId: _, ...plain } = plainFieldsOf(backup);
  Object.assign(task, plain, { due, recurrence, seriesId, occurrence, seriesStart });
  task.dueAt = toDate(backup.dueAt);
  task.snoozedUntil = toDate(backup.snoozedUntil);
  restoreReminders(tx, task, backup, now);
}

function restoreReminders(tx: Transaction, task: Task, backup: TaskBackup, now: Date): void {
  const existing = new Map(task.reminders.getItems().map((reminder) => [reminder.id, reminder]));
  for (const { id, minutesBefore, at, fireAt, state } of backup.reminders) {
    const reminder = existing.get(id);
    existing.delete(id);
    const fields = { minutesBefore, at: toDate(at), fireAt: new Date(fireAt), state };
    const stays = reminder?.state === 'pending' && reminder.fireAt.toISOString() === fireAt;
    // A reminder whose time passed before the undo is not sent late.
    if (state === 'pending' && !stays && fields.fireAt <= now) fields.state = 'cancelled';
    if (!reminder) tx.persist(tx.create(Reminder, { id, task, ...fields }));
    // A reminder that was sent in the meantime is not sent again.
    else if (reminder.state !== 'sent' || reminder.fireAt.toISOString() !== fireAt) Object.assign(reminder, fields);
  }
  for (const reminder of existing.values()) {
    task.reminders.remove(reminder);
    tx.remove(reminder);
  }
}

/** Creates a deleted task again with the same id. Its version continues after the version of the deletion. */
export function recreateTask(tx: Transaction, ownerId: string, backup: TaskBackup, now: Date): Task {
  const task = tx.create(Task, {
    id: backup.id,
    ownerId,
    ...plainDefaults,
    ...plainFieldsOf(backup),
    parentId: backup.parentId ?? null,
    position: backup.position || null,
    completedAt: toDate(backup.completedAt),
    successorId: backup.successorId,
    version: backup.version + 2,
    createdAt: new Date(backup.createdAt),
    updatedAt: now,
  });
  tx.persist(task);
  restoreTask(tx, task, backup, now);
  return task;
}

export function toDate(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant);
}
