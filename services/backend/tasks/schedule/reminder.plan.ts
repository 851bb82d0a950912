import { v7 as uuidv7 } from 'uuid';
import { Reminder, type Task } from '../../../../shared/entities/index.ts';
import { reminderInstant } from '../../../../shared/schedule/due.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import type { ReminderInput } from '../write/task.input.ts';

/** Gives a task exactly these reminders. Those that it has already are kept, so that they are not sent again. */
export function setReminders(tx: Transaction, task: Task, wanted: ReminderInput[], now: Date): void {
  const existing = new Map(task.reminders.getItems().map((reminder) => [keyOf(reminder), reminder]));
  const keep = new Set<string>();
  for (const input of wanted) {
    const key = keyOf(input);
    if (keep.has(key)) continue;
    keep.add(key);
    if (!existing.has(key)) addReminder(tx, task, input, now);
  }
  for (const [key, reminder] of existing) {
    if (keep.has(key)) continue;
    task.reminders.remove(reminder);
    tx.remove(reminder);
  }
}

function addReminder(tx: Transaction, task: Task, input: ReminderInput, now: Date): void {
  const reminder = tx.create(Reminder, {
    id: uuidv7({ msecs: now.getTime() }),
    task,
    minutesBefore: 'minutesBefore' in input ? input.minutesBefore : null,
    at: 'at' in input ? input.at : null,
    fireAt: 'at' in input ? input.at : reminderInstant(task.due!, input.minutesBefore),
    state: task.completedAt || isOver(task, input, now) ? 'cancelled' : 'pending',
  });
  tx.persist(reminder);
}

/** A reminder that is set too late is sent at once, unless what it reminds of is over. */
function isOver({ dueAt }: Task, input: ReminderInput, now: Date): boolean {
  return 'minutesBefore' in input && dueAt != null && dueAt <= now;
}

/** Relative reminders follow a due that moved: pending again is one whose new time is to come, and cancelled one whose is past. */
export function moveReminders(task: Task, now: Date): void {
  for (const reminder of task.reminders) {
    if (reminder.minutesBefore == null || !task.due) continue;
    reminder.fireAt = reminderInstant(task.due, reminder.minutesBefore);
    if (reminder.fireAt > now && !task.completedAt) reminder.state = 'pending';
  }
  cancelPastReminders(task, now);
}

/** A task that a person did not give its reminders just now is not to remind late: their time is past. */
export function cancelPastReminders(task: Task, now: Date): void {
  for (const reminder of task.reminders) {
    if (reminder.state === 'pending' && reminder.minutesBefore != null && reminder.fireAt <= now) {
      reminder.state = 'cancelled';
    }
  }
}

/** Skipping an occurrence cancels the reminders at instants that were meant for it. */
export function cancelPassedOver(task: Task): void {
  for (const reminder of task.reminders) {
    const isForIt = reminder.minutesBefore == null && task.dueAt && reminder.fireAt <= task.dueAt;
    if (isForIt && reminder.state === 'pending') reminder.state = 'cancelled';
  }
}

/** Completing a task cancels its pending reminders. */
export function cancelReminders(task: Task): void {
  for (const reminder of task.reminders) {
    if (reminder.state === 'pending') reminder.state = 'cancelled';
  }
}

/** Reopening a task brings back the cancelled reminders whose time is still to come. */
export function restoreReminders(task: Task, now: Date): void {
  for (const reminder of task.reminders) {
    if (reminder.state === 'cancelled' && reminder.fireAt > now) reminder.state = 'pending';
  }
}

interface Timed {
  minutesBefore?: number | null | undefined;
  at?: Date | null | undefined;
  fireAt?: Date;
}

/** Returns the same key for reminders that a response shows alike. */
function keyOf({ minutesBefore, at, fireAt }: Timed): string {
  return minutesBefore == null ? `at ${(at ?? fireAt)?.toISOString()}` : `before ${minutesBefore}`;
}
