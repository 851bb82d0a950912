import type { parseQuickAdd, QuickAdd, QuickAddOptions } from '../../../../../shared/language/quick-add.ts';
import type { Span } from '../../../../../shared/language/span.ts';
import { mostTags, type Task, type TaskChanges } from '../../task.ts';
import { mostReminders, reminderInputs } from './reminders/reminder.format.ts';

/** Reads what an edit added to a title. A phrase that was already there stays text, unless the edit extended it. */
export function readEdit(
  before: string,
  after: string,
  parse: typeof parseQuickAdd,
  options: QuickAddOptions & { ignore: readonly string[] },
): QuickAdd {
  const added = addedSpan(before, after);
  const isAdded = ({ start, end }: Span) => start < added.end && end > added.start;
  let { ignore } = options;
  for (;;) {
    const read = parse(after, { ...options, ignore });
    const old = read.tokens.filter((token) => !isAdded(token));
    if (old.length === 0) return { ...read, unread: read.unread.filter(isAdded) };
    ignore = [...ignore, ...old.map(({ text }) => text)];
  }
}

/** Returns the changed part of a text, between the beginning and the end that both versions share. */
function addedSpan(before: string, after: string): Span {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { start, end: after.length - end };
}

/** Returns the changes that a title's phrases mean. Tags and reminders are added to those of the task. */
export function changesOf({ title, due, recurrence, priority, tags, reminders }: QuickAdd, task: Task): TaskChanges {
  return {
    title,
    ...(due && { due }),
    ...(recurrence && { recurrence }),
    ...(priority && { priority }),
    ...(tags.length > 0 && { tags: [...new Set([...task.tags, ...tags])].slice(0, mostTags) }),
    ...(reminders && { reminders: [...reminderInputs(task.reminders), ...reminders].slice(0, mostReminders) }),
  };
}

/** Returns the changes that undo these changes. */
export function changesBack(changes: TaskChanges, task: Task): TaskChanges {
  const { title, due, recurrence, priority, tags, reminders } = changes;
  return {
    ...(title !== undefined && { title: task.title }),
    ...(due !== undefined && { due: task.due }),
    ...(recurrence !== undefined && { recurrence: task.recurrence }),
    ...(priority !== undefined && { priority: task.priority }),
    ...(tags && { tags: task.tags }),
    ...(reminders && { reminders: reminderInputs(task.reminders) }),
  };
}
