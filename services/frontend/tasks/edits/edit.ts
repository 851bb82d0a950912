import type { NewTask, Task, TaskChanges } from '../task.ts';

/** One change that a person made to one task. It is kept until the server has acknowledged it. */
export type Edit = EditBase & Change;

export interface EditBase {
  /** Also the `Idempotency-Key`: however often it is sent, it takes effect once. */
  id: string;
  /** Of a task that the server does not know yet: `new:` and the id of the edit that adds it. */
  taskId: string;
  /** When it was made, ISO 8601. */
  at: string;
  /** The task as it was seen; null for a new one. */
  before: Task | null;
}

export type Change =
  | { kind: 'add'; input: NewTask }
  | { kind: 'update'; changes: TaskChanges }
  | { kind: 'complete' | 'reopen' | 'skip' | 'delete' }
  | { kind: 'snooze'; until: string };

const unsent = 'new:';

export function newTaskId(editId: string): string {
  return `${unsent}${editId}`;
}

/** Whether the server does not know that task yet. */
export function isUnsent(taskId: string): boolean {
  return taskId.startsWith(unsent);
}
