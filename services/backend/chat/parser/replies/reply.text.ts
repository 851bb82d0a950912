import type { TaskSnapshot } from '../../../../../shared/events/task.schema.ts';
import { dueInWords } from '../../../../../shared/language/format/due.format.ts';
import { recurrenceInWords } from '../../../../../shared/language/format/recurrence.format.ts';
import type { Reader } from '../../../../../shared/language/reader.ts';

/** A task in the result of a tool; in Phase 4 it has only some of the fields. */
export type PresentedTask = Pick<TaskSnapshot, 'id' | 'title' | 'completed'> & Partial<TaskSnapshot>;

export function helpText(eventsEnabled: boolean): string {
  return eventsEnabled
    ? 'I can add, list, find, change, complete, reopen, delete, snooze and skip tasks, one or many, plan your day, and undo what I did. Try "add buy milk", ' +
        '"remind me to call mum tomorrow at 6pm", "what\'s due this week?", "I finished the report", "move rent to Friday" or "undo that".'
    : 'I can add, list, find, rename, complete, reopen and delete tasks, and undo what I did. Try "add buy milk", "list", ' +
        '"complete buy milk", "rename milk to oat milk" or "undo that".';
}

export function quoted({ title }: { title: string }): string {
  return `"${title}"`;
}

/** `"Call mum", due tomorrow 18:00, every week`. */
export function withDetails(task: PresentedTask, reader: Reader): string {
  return [quoted(task), ...details(task, reader, 'due ')].join(', ');
}

/** `1. Call mum (tomorrow 18:00, every week, high, #family)`. */
export function numberedLines(tasks: readonly PresentedTask[], reader: Reader, first = 1): string {
  return tasks.map((task, index) => lineOf(task, reader, first + index)).join('\n');
}

export function lineOf(task: PresentedTask, reader: Reader, number: number): string {
  const text = [...details(task, reader)].join(', ');
  return `${number}. ${task.title}${text ? ` (${text})` : ''}`;
}

function* details(
  { due, recurrence, priority, tags = [], completed }: PresentedTask,
  reader: Reader,
  duePrefix = '',
): Generator<string> {
  if (completed) yield 'done';
  if (due) yield `${duePrefix}${dueInWords(due, reader)}`;
  if (recurrence) yield recurrenceInWords(recurrence, reader.locale);
  if (priority && priority !== 'medium') yield priority;
  if (tags.length > 0) yield tags.map((tag) => `#${tag}`).join(' ');
}
