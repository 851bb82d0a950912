import { ApiProblem, call, Unreachable } from '../../../api/api.client.ts';
import { type Task, wholeTask } from '../../task.ts';
import { responseWithinMs, type SendOutcome } from './edit.sender.ts';
import type { StoredEdit } from './edit.storage.ts';

/** The server takes at most this many tasks in one request. */
export const mostInBatch = 100;

/** The outcome of sending several edits in one request, which the server does all or none of. */
export type BatchOutcome =
  /** Deleted tasks are not among `tasks`, but in `deleted` with their subtasks, by the id of the task that was to be deleted. */
  | { is: 'done'; tasks: Map<string, Task>; deleted?: Map<string, readonly Task[]> }
  | Extract<SendOutcome, { is: 'unreachable' | 'signed-out' }>
  /** The server did none of them, or nobody knows. Sent one by one, each gets an outcome of its own. */
  | { is: 'apart' };

/** Sends edits of one batch: they have the same kind and, for updates, the same changes. */
export async function sendBatch(stored: readonly StoredEdit[]): Promise<BatchOutcome> {
  const edits = stored.map(({ edit }) => edit);
  const [first] = edits;
  const signal = AbortSignal.timeout(responseWithinMs);
  const ids = edits.map(({ taskId }) => taskId);
  const isCompletion = first?.kind === 'complete' || first?.kind === 'reopen';
  // Completing and reopening repeat what is done already, and overwrite nothing.
  const isVersioned = !isCompletion && stored.every(({ version }) => version !== null);
  const versions = isVersioned ? { versions: stored.map(({ version }) => version) } : {};
  const changes =
    first?.kind === 'update' ? first.changes : first?.kind === 'reopen' ? { completed: false } : undefined;
  const headers = { 'idempotency-key': first!.batch! };
  try {
    const path = `tasks/${changes ? 'update' : first!.kind}`;
    const { items, subtasks = [] } = await call<{ items: Task[]; subtasks?: Task[] }>('POST', path, {
      body: { ids, ...versions, ...(changes && { changes }) },
      headers,
      signal,
    });
    const whole = items.map(wholeTask);
    const isDeletion = first!.kind === 'delete';
    return {
      is: 'done',
      tasks: new Map(isDeletion ? [] : whole.map((task) => [task.id, task])),
      ...(isDeletion && { deleted: treesOf(whole, subtasks.map(wholeTask)) }),
    };
  } catch (error) {
    if (signal.aborted) return { is: 'apart' };
    return outcomeOf(error);
  }
}

/** @param subtasks each after its parent */
function treesOf(roots: readonly Task[], subtasks: readonly Task[]): Map<string, readonly Task[]> {
  const trees = new Map(roots.map((root) => [root.id, [root]]));
  const treeOf = new Map([...trees]);
  for (const task of subtasks) {
    const tree = treeOf.get(task.parentId ?? '');
    tree?.push(task);
    if (tree) treeOf.set(task.id, tree);
  }
  return trees;
}

function outcomeOf(error: unknown): BatchOutcome {
  if (error instanceof Unreachable && (!error.status || error.status === 503)) return { is: 'unreachable' };
  if (!(error instanceof ApiProblem)) return { is: 'apart' };
  const { status, retryAfterSeconds } = error;
  if (status === 401) return { is: 'signed-out' };
  if (status === 429 || status === 503) {
    return { is: 'unreachable', ...(retryAfterSeconds && { retryAfterSeconds }) };
  }
  return { is: 'apart' };
}
