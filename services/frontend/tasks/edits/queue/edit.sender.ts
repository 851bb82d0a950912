import { ApiProblem, call, Unreachable } from '../../../api/api.client.ts';
import { type Task, wholeTask } from '../../task.ts';
import type { Edit } from '../edit.ts';

/** The outcome of sending an edit. */
export type SendOutcome =
  /** The task as the server returned it; none after a deletion. */
  | { is: 'done'; task: Task | undefined }
  /** There was no response, or none that decides about the edit: send it again. */
  | { is: 'unreachable'; retryAfterSeconds?: number }
  | { is: 'signed-out' }
  /** Someone else changed the task since. */
  | { is: 'changed' }
  /** There is no such task any more. */
  | { is: 'gone' }
  | { is: 'refused'; problem: Error };

/** Sends an edit once. @param version for `If-Match`; null: whatever version there is */
export async function sendEdit(edit: Edit, version: number | null): Promise<SendOutcome> {
  try {
    const response = await request(edit, version);
    return { is: 'done', task: response && wholeTask(response) };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** Sends a deletion from a page that is being closed, which does not wait for the response. */
export function sendLastDeletion(taskId: string, version: number | null): void {
  void call('DELETE', `tasks/${taskId}`, { headers: ifMatch(version), keepalive: true }).catch(() => {});
}

function request(edit: Edit, version: number | null): Promise<Task | undefined> {
  const path = `tasks/${edit.taskId}`;
  const once = { 'idempotency-key': edit.id };
  switch (edit.kind) {
    case 'add':
      return call('POST', 'tasks', { body: edit.input, headers: once });
    case 'update':
      return call('PATCH', path, { body: edit.changes, headers: ifMatch(version) });
    case 'complete':
    case 'reopen':
    case 'skip':
      return call('POST', `${path}/${edit.kind}`, { headers: once });
    case 'snooze':
      return call('POST', `${path}/snooze`, { body: { until: edit.until }, headers: once });
    case 'delete':
      return call('DELETE', path, { headers: ifMatch(version) });
  }
}

function ifMatch(version: number | null): Record<string, string> {
  return version === null ? {} : { 'if-match': `"${version}"` };
}

/** The request came at a bad moment (RFC 9110, 8470, 6585): it may be sent again as it is. */
const badMoments = new Set([408, 425, 429]);

function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof Unreachable || !(error instanceof ApiProblem)) return { is: 'unreachable' };
  const { status, retryAfterSeconds } = error;
  // Only the server's word about the edit itself is a refusal; an error of the server is none.
  if (status >= 500 || badMoments.has(status))
    return { is: 'unreachable', ...(retryAfterSeconds && { retryAfterSeconds }) };
  if (status === 401) return { is: 'signed-out' };
  if (status === 412) return { is: 'changed' };
  if (status === 404) return { is: 'gone' };
  return { is: 'refused', problem: error };
}
