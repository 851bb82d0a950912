import { dueInstant, reminderInstant } from '../../../../shared/schedule/due.ts';
import { normalTag } from '../../../../shared/tag.ts';
import type { Due, ReminderInput, Task, TaskChanges } from '../task.ts';
import { wholeTask } from '../task.ts';
import type { Edit } from './edit.ts';

/** Returns the task as it will be after the edit; null once it is deleted. */
export function applyEdit(task: Task, edit: Edit, timeZone: string): Task | null {
  switch (edit.kind) {
    case 'add':
    // The server brings it back.
    case 'restore':
      return task;
    case 'update':
      return applyChanges(task, edit.changes, timeZone);
    case 'complete':
      return task.completed ? task : { ...task, completed: true, completedAt: edit.at };
    case 'reopen':
      return task.completed ? { ...task, completed: false, completedAt: null } : task;
    // Only the server knows the next occurrence.
    case 'skip':
      return task;
    case 'snooze':
      return { ...task, snoozedUntil: edit.until };
    case 'move': {
      const { listId, parentId, position } = edit.to;
      return { ...task, listId, parentId, position };
    }
    case 'delete':
      return null;
  }
}

/** Applies edits of a task one after another; null once it is deleted. */
export function applyEdits(task: Task, edits: readonly Edit[], timeZone: string): Task | null {
  let result: Task | null = task;
  for (const edit of edits) {
    if (edit.taskId === task.id && result) result = applyEdit(result, edit, timeZone);
  }
  return result;
}

/** Returns the task that an edit adds, before the server knows it. */
export function addedTask(edit: Edit & { kind: 'add' }, timeZone: string): Task {
  const blank = wholeTask({
    id: edit.taskId,
    title: '',
    description: '',
    completed: false,
    completedAt: null,
    version: 0,
    createdAt: edit.at,
    updatedAt: edit.at,
  });
  return applyChanges(blank, edit.input, timeZone);
}

/** Returns the task with these changes. */
export function applyChanges(task: Task, changes: TaskChanges, timeZone: string): Task {
  const { title, due, reminders, tags, ...plain } = changes;
  const changed = { ...task, ...plain };
  if (title !== undefined) changed.title = title.trim();
  if (tags) changed.tags = [...new Set(tags.map(normalTag))];
  if (due !== undefined) {
    changed.due = due && { ...due, timeZone: due.timeZone ?? task.due?.timeZone ?? timeZone };
    changed.dueAt = changed.due && dueInstant(changed.due).toISOString();
  }
  if (reminders) changed.reminders = reminders.map((reminder, place) => plannedReminder(reminder, place, changed.due));
  return changed;
}

function plannedReminder(reminder: ReminderInput, place: number, due: Due | null): Task['reminders'][number] {
  const base = { id: `new:${place}`, state: 'pending' as const };
  if ('at' in reminder) return { ...base, at: reminder.at, fireAt: reminder.at };
  const fireAt = (due ? reminderInstant(due, reminder.minutesBefore) : new Date()).toISOString();
  return { ...base, ...reminder, fireAt };
}
