import { sameValue } from '../tasks/edits/conflict/conflict.ts';
import { type Field, fields, type Task, type TaskChanges } from '../tasks/task.ts';
import type { AccountActivity } from './activity.queries.ts';

/** What takes something back that was done to a task. */
export type TakingBack = 'reopen' | 'complete' | { changes: TaskChanges };

/** The server keeps its own record of these. */
const notBack = new Set<Field>(['reminders']);

/** Tells whether it can be taken back, unless the task has changed since. */
export function isUndoable({ action, changes }: AccountActivity): boolean {
  if (action === 'completed' || action === 'reopened') return true;
  return action === 'updated' && fieldsOf(changes).length > 0;
}

/**
 * Returns what takes it back: the fields that still have the values which they got then get the ones from before.
 * @param task as it is now
 * @returns undefined if nothing is left to take back
 */
export function takingBack({ action, changes }: AccountActivity, task: Task): TakingBack | undefined {
  if (action === 'completed') return task.completed ? 'reopen' : undefined;
  if (action === 'reopened') return task.completed ? undefined : 'complete';
  if (action !== 'updated') return undefined;
  const ours = fieldsOf(changes).filter((field) => sameValue(field, task[field], changes[field]!.to as never));
  if (ours.length === 0) return undefined;
  return { changes: Object.fromEntries(ours.map((field) => [field, changes[field]!.from])) };
}

function fieldsOf(changes: AccountActivity['changes']): Field[] {
  return fields.filter((field) => field in changes && !notBack.has(field));
}
