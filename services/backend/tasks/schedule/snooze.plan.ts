import { v7 as uuidv7 } from 'uuid';
import { Reminder, type Task } from '../../../../shared/entities/index.ts';
import { reminderInstant } from '../../../../shared/schedule/due.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';

// A snoozed reminder keeps its `minutesBefore` or `at`; only its `fireAt` moves to the task's `snoozedUntil`. So its own time is
// known when the snooze ends, and other edits leave the postponed time alone.

/** Postpones the reminder that is snoozed already, otherwise the next one, otherwise a new one. */
export function startSnooze(tx: Transaction, task: Task, until: Date): void {
  const pending = task.reminders.filter(({ state }) => state === 'pending').sort(byTime);
  const next =
    snoozedReminder(task) ?? pending[0] ?? task.reminders.find(wasCreatedBySnooze) ?? makeReminder(tx, task, until);
  next.fireAt = until;
  next.state = 'pending';
  task.snoozedUntil = until;
}

/** Gives the snoozed reminder its own time back, or removes it if the snooze created it. */
export function endSnooze(tx: Transaction, task: Task, now: Date): void {
  const snoozed = snoozedReminder(task);
  task.snoozedUntil = null;
  if (!snoozed) return;
  const time = ownTime(task, snoozed);
  if (!time) {
    task.reminders.remove(snoozed);
    tx.remove(snoozed);
    return;
  }
  snoozed.fireAt = time;
  // The reminder was snoozed when its time came, so it is not sent late.
  if (time <= now) snoozed.state = 'cancelled';
}

/** Clears the snooze of a task whose snoozed reminder was sent or removed. */
export function noticeEndOfSnooze(task: Task): void {
  if (task.snoozedUntil && !snoozedReminder(task)) task.snoozedUntil = null;
}

function snoozedReminder(task: Task): Reminder | undefined {
  const until = task.snoozedUntil?.getTime();
  if (until === undefined) return undefined;
  return task.reminders.find(
    (reminder) =>
      reminder.state === 'pending' &&
      reminder.fireAt.getTime() === until &&
      ownTime(task, reminder)?.getTime() !== until,
  );
}

function ownTime({ due }: Task, { minutesBefore, at }: Reminder): Date | undefined {
  if (minutesBefore == null) return at ?? undefined;
  return due ? reminderInstant(due, minutesBefore) : undefined;
}

function wasCreatedBySnooze({ minutesBefore, at }: Reminder): boolean {
  return minutesBefore == null && at == null;
}

function makeReminder(tx: Transaction, task: Task, until: Date): Reminder {
  const reminder = tx.create(Reminder, { id: uuidv7(), task, fireAt: until, state: 'pending' });
  tx.persist(reminder);
  return reminder;
}

function byTime(a: Reminder, b: Reminder): number {
  return a.fireAt.getTime() - b.fireAt.getTime();
}
