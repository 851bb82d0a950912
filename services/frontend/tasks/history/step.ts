import { sameValue } from '../edits/conflict/conflict.ts';
import { applyChanges } from '../edits/edit.apply.ts';
import type { Change } from '../edits/edit.ts';
import { type Field, inputOf, type Task, type TaskChanges, valuesOf } from '../task.ts';

/** What a person did to one task. */
export interface Part {
  /** The task before the change; for a new one, as it was added. */
  task: Task;
  change: Change;
  /** The edit that makes the change; undefined if the change is that an edit was withdrawn. */
  editId: string | undefined;
}

/** What a person did in one go, to one or several tasks. It is undone in one go as well. */
export interface Step {
  /** What was done, as the title of its announcement: `Completed “Pay rent”`. */
  title: string;
  parts: readonly Part[];
}

/**
 * Returns the change that undoes a part; undefined if nothing is left to undo, such as in a field that has another value by now.
 * @param current the task as it is shown; null or undefined if it is gone
 * @param deleted what a deletion has deleted, with subtasks
 */
export function inverse(
  { task, change }: Part,
  current: Task | null | undefined,
  timeZone: string,
  deleted?: readonly Task[],
): Change | undefined {
  if (change.kind === 'delete' && deleted) return { kind: 'restore', tasks: deleted };
  if (change.kind === 'delete') return { kind: 'add', input: inputOf(task) };
  if (!current) return undefined;
  switch (change.kind) {
    case 'add':
    case 'restore':
      return { kind: 'delete' };
    case 'complete':
      return current.completed ? { kind: 'reopen' } : undefined;
    case 'reopen':
      return current.completed ? undefined : { kind: 'complete' };
    case 'move': {
      const { to, from } = change;
      const isThere = current.parentId === to.parentId && current.listId === to.listId;
      return isThere ? { kind: 'move', to: from, from: to } : undefined;
    }
    case 'update':
      return inverseUpdate(task, change.changes, current, timeZone);
    // The server moved the due, or made a reminder. Nothing undoes that.
    case 'skip':
    case 'snooze':
      return undefined;
  }
}

function inverseUpdate(before: Task, changes: TaskChanges, current: Task, timeZone: string): Change | undefined {
  const after = applyChanges(before, changes, timeZone);
  const ours = (Object.keys(changes) as Field[]).filter((field) => sameValue(field, current[field], after[field]));
  if (ours.length === 0) return undefined;
  const values = valuesOf(before);
  return { kind: 'update', changes: Object.fromEntries(ours.map((field) => [field, values[field]])) };
}

/** Returns the task after the change, as far as the page can tell; null if it is deleted. */
export function taskAfter({ task, change }: Part, timeZone: string): Task {
  return change.kind === 'update' ? applyChanges(task, change.changes, timeZone) : task;
}
