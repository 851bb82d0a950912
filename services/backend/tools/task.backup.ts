import type { Transaction } from '../../../shared/database/orm.ts';
import { Reminder, Task } from '../../../shared/entities/index.ts';
import type { Due, TaskSnapshot } from '../../../shared/events/task.schema.ts';
import { presentTask } from '../tasks/task.presenter.ts';

/** A task as it was: all of it, also what no answer shows, so that it can be as it was again. Instants are ISO 8601. */
export interface KeptTask extends Omit<TaskSnapshot, 'reminders'> {
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

export function keep(task: Task): KeptTask {
  return {
    ...presentTask(task),
    seriesStart: task.seriesStart ?? null,
    successorId: task.successorId ?? null,
    reminders: task.reminders.getItems().map(({ id, minutesBefore, at, fireAt, state }) => ({
      ...{ id, minutesBefore: minutesBefore ?? null, at: at?.toISOString() ?? null },
      ...{ fireAt: fireAt.toISOString(), state },
    })),
  };
}

/** Gives a locked task the fields and reminders that were kept. */
export function restore(tx: Transaction, task: Task, kept: KeptTask): void {
  const { title, description, priority, tags, due, recurrence, seriesId, occurrence, seriesStart } = kept;
  Object.assign(task, { title, description, priority, tags, due, recurrence, seriesId, occurrence, seriesStart });
  task.dueAt = date(kept.dueAt);
  task.snoozedUntil = date(kept.snoozedUntil);
  restoreReminders(tx, task, kept);
}

function restoreReminders(tx: Transaction, task: Task, kept: KeptTask): void {
  const existing = new Map(task.reminders.getItems().map((reminder) => [reminder.id, reminder]));
  for (const { id, minutesBefore, at, fireAt, state } of kept.reminders) {
    const reminder = existing.get(id);
    existing.delete(id);
    const fields = { minutesBefore, at: date(at), fireAt: new Date(fireAt), state };
    if (!reminder) tx.persist(tx.create(Reminder, { id, task, ...fields }));
    // What was sent in the meantime is not sent again.
    else if (reminder.state !== 'sent' || reminder.fireAt.toISOString() !== fireAt) Object.assign(reminder, fields);
  }
  for (const reminder of existing.values()) {
    task.reminders.remove(reminder);
    tx.remove(reminder);
  }
}

/** A deleted task again, under its own id: what speaks of it still does. Its version goes on after that of its deletion. */
export function recreate(tx: Transaction, ownerId: string, kept: KeptTask, now: Date): Task {
  const { id, title, description, priority, tags } = kept;
  const task = tx.create(Task, {
    ...{ id, ownerId, title, description, priority, tags },
    completedAt: date(kept.completedAt),
    successorId: kept.successorId,
    version: kept.version + 2,
    createdAt: new Date(kept.createdAt),
    updatedAt: now,
  });
  tx.persist(task);
  restore(tx, task, kept);
  return task;
}

function date(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant);
}
