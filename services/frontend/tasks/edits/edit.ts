import type { NewTask, Task, TaskChanges } from '../task.ts';

/** One change that a person made to one task, kept until the server has acknowledged it. */
export type Edit = EditBase & Change;

export interface EditBase {
  /** Also sent as `Idempotency-Key`, so that the edit takes effect once, however often it is sent. */
  id: string;
  /** For a task that the server does not know yet, `new:` and the id of the edit that adds it. */
  taskId: string;
  /** When the edit was made, in ISO 8601. */
  at: string;
  /** The task as the person saw it; null for a new one. */
  before: Task | null;
  /** Edits with the same batch do the same to several tasks, and are sent in one request. */
  batch?: string;
}

export type Change =
  | { kind: 'add'; input: NewTask }
  | { kind: 'update'; changes: TaskChanges }
  | { kind: 'complete' | 'reopen' | 'skip' | 'delete' }
  | { kind: 'snooze'; until: string }
  | { kind: 'move'; to: TaskLocation; from: TaskLocation }
  /** Brings back a deleted task with its subtasks, each after its parent. */
  | { kind: 'restore'; tasks: readonly Task[] };

/** Where a task is in the manual order. */
export interface TaskLocation {
  listId: string | null;
  parentId: string | null;
  /** The task directly before it, in the same list and under the same parent; null for the first place. */
  after: string | null;
  /** Puts it there on the page until the server responds. */
  position: string;
}

const unsent = 'new:';

export function newTaskId(editId: string): string {
  return `${unsent}${editId}`;
}

/** Tells whether the server does not know this task yet. */
export function isUnsent(taskId: string): boolean {
  return taskId.startsWith(unsent);
}
