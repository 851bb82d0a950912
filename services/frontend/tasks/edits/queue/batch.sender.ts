import { ApiProblem, call, Unreachable } from '../../../api/api.client.ts';
import { type Task, wholeTask } from '../../task.ts';
import type { Edit } from '../edit.ts';
import { responseWithinMs, type SendOutcome } from './edit.sender.ts';

/** The server takes at most this many tasks in one request. */
export const mostInBatch = 100;

/** The outcome of sending several edits in one request, which the server does all or none of. */
export type BatchOutcome =
  /** Deleted tasks are not among the tasks. */
  | { is: 'done'; tasks: Map<string, Task> }
  | Extract<SendOutcome, { is: 'unreachable' | 'signed-out' }>
  /** The server did none of them, or nobody knows. Sent one by one, each gets an outcome of its own. */
  | { is: 'apart' };

/** Sends edits of one batch: they have the same kind and, for updates, the same changes. */
export async function sendBatch(edits: readonly Edit[]): Promise<BatchOutcome> {
  const [first] = edits;
  const signal = AbortSignal.timeout(responseWithinMs);
  const ids = edits.map(({ taskId }) => taskId);
  const changes = first?.kind === 'update' ? { changes: first.changes } : {};
  const headers = { 'idempotency-key': first!.batch! };
  try {
    const path = `tasks/${first!.kind}`;
    const response = await call<{ items: Task[] } | undefined>('POST', path, {
      body: { ids, ...changes },
      headers,
      signal,
    });
    const left = first!.kind === 'delete' ? [] : (response?.items ?? []);
    return { is: 'done', tasks: new Map(left.map((task) => [task.id, wholeTask(task)])) };
  } catch (error) {
    if (signal.aborted) return { is: 'apart' };
    return outcomeOf(error);
  }
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
