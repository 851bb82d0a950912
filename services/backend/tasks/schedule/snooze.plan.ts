import { v7 as uuidv7 } from 'uuid';
import { Reminder, type Task } from '../../../../shared/entities/index.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { reminderInstant } from './due.ts';

// A snoozed reminder stays what it is, `minutesBefore` or `at`; only its `fireAt` is moved to the task's `snoozedUntil`. So
// its own time is known when the snooze ends, and an edit of anything else leaves the postponed time alone.

/** Moves the reminder that is snoozed already, or else the next one, or else one that is made for it. */
export function startSnooze(tx: Transaction, task: Task, until: Date): void {
  const pending = task.reminders.filter(({ state }) => state === 'pending').sort(byTime);
  const next =
    snoozedReminder(task) ?? pending[0] ?? task.reminders.find(isMadeBySnooze) ?? makeReminder(tx, task, until);
  next.fireAt = until;
  next.state = 'pending';
  task.snoozedUntil = until;
}

/** Gives the snoozed reminder its own time back; one that only the snooze had made goes. */
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
  // It was put off when its time came: without the snooze it is not late, but over.
  if (time <= now) snoozed.state = 'cancelled';
}

/** Once the snoozed reminder was sent or taken away, nothing is snoozed. */
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

function isMadeBySnooze({ minutesBefore, at }: Reminder): boolean {
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
