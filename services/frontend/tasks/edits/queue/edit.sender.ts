import { ApiProblem, call, Unreachable } from '../../../api/api.client.ts';
import { type Task, wholeTask } from '../../task.ts';
import type { Edit } from '../edit.ts';

/** The outcome of sending an edit. */
export type SendOutcome =
  /** The server did the edit and returned the task, or after a deletion what was deleted, where a task had subtasks. */
  | { is: 'done'; task: Task | undefined; deleted?: readonly Task[] }
  /** The server is away or busy, which concerns all edits. This edit is repeated before any other is sent. */
  | { is: 'unreachable'; retryAfterSeconds?: number }
  /** The server failed at this edit, or did not respond in time. This edit is repeated while others are sent. */
  | { is: 'failed'; problem: Error }
  | { is: 'signed-out' }
  /** Someone else has changed the task since. */
  | { is: 'changed' }
  /** The task does not exist any more. */
  | { is: 'gone' }
  | { is: 'refused'; problem: Error };

/** A response may take this long. An edit is a few kilobytes, and the server needs milliseconds. */
export const responseWithinMs = 30_000;

/**
 * Sends an edit once.
 * @param version is sent as `If-Match`; null if any version will do
 */
export async function sendEdit(edit: Edit, version: number | null): Promise<SendOutcome> {
  const signal = AbortSignal.timeout(responseWithinMs);
  try {
    if (edit.kind === 'delete' && edit.before?.subtasks.total) return await deleteTree(edit, version, signal);
    const response = await request(edit, version, signal);
    return { is: 'done', task: response && wholeTask(response) };
  } catch (error) {
    return signal.aborted ? { is: 'failed', problem: new Late() } : outcomeOf(error);
  }
}

/** Returns the present task; null when it is gone. Throws when it cannot be read. */
export async function readTask(id: string): Promise<Task | null> {
  try {
    return wholeTask(await call<Task>('GET', `tasks/${id}`, { signal: AbortSignal.timeout(responseWithinMs) }));
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

class Late extends Error {
  override readonly name = 'Late';
  constructor() {
    super('The server did not respond in time.');
  }
}

/** Sends a deletion from a page that is being closed, and does not wait for the response. */
export function sendLastDeletion(taskId: string, version: number | null): void {
  void call('DELETE', `tasks/${taskId}`, { headers: ifMatch(version), keepalive: true }).catch(() => {});
}

/** What the server deletes with a task is known only by its response, and is needed to bring it back. */
async function deleteTree({ id, taskId }: Edit, version: number | null, signal: AbortSignal): Promise<SendOutcome> {
  const { items, subtasks } = await call<DeletedTasks>('POST', 'tasks/delete', {
    body: { ids: [taskId], ...(version !== null && { versions: [version] }) },
    headers: { 'idempotency-key': id },
    signal,
  });
  return { is: 'done', task: undefined, deleted: [...items, ...subtasks].map(wholeTask) };
}

export interface DeletedTasks {
  items: Task[];
  /** Each after its parent. */
  subtasks: Task[];
}

function request(edit: Edit, version: number | null, signal: AbortSignal): Promise<Task | undefined> {
  const path = `tasks/${edit.taskId}`;
  const once = { 'idempotency-key': edit.id };
  switch (edit.kind) {
    case 'add':
      return call('POST', 'tasks', { body: edit.input, headers: once, signal });
    case 'update':
      return call('PATCH', path, { body: edit.changes, headers: ifMatch(version), signal });
    // These name no version: they change only whether the task is completed, and are done where it is so already. Nothing that
    // somebody else changed is overwritten, and completing must not fail because of it.
    case 'complete':
    case 'reopen':
      return call('POST', `${path}/${edit.kind}`, { headers: once, signal });
    case 'skip':
      return call('POST', `${path}/skip`, { headers: { ...once, ...ifMatch(version) }, signal });
    case 'restore':
      return call<unknown>('POST', 'import', { body: { tasks: edit.tasks.map(restored) }, headers: once, signal }).then(
        () => undefined,
      );
    case 'snooze':
      return call('POST', `${path}/snooze`, { body: { until: edit.until }, headers: once, signal });
    case 'move': {
      const { listId, parentId, after } = edit.to;
      return call('POST', `${path}/move`, {
        body: parentId ? { parentId, after } : { listId, parentId, after },
        headers: once,
        signal,
      });
    }
    case 'delete':
      return call('DELETE', path, { headers: ifMatch(version), signal });
  }
}

/**
 * Returns the task as an import takes it. Its version is a later one than that of the deletion, which open pages know. A recurring
 * task begins its series anew.
 */
function restored(task: Task): Task {
  return { ...task, version: task.version + 1, seriesId: null, occurrence: null };
}

function ifMatch(version: number | null): Record<string, string> {
  return version === null ? {} : { 'if-match': `"${version}"` };
}

/** With these statuses (RFC 9110, 8470, 6585) the same request may succeed later. */
const badMoments = new Set([408, 425, 429, 503]);

function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof Unreachable && error.status && error.status !== 503) return { is: 'failed', problem: error };
  if (!(error instanceof ApiProblem)) return { is: 'unreachable' };
  const { status, retryAfterSeconds } = error;
  if (badMoments.has(status)) return { is: 'unreachable', ...(retryAfterSeconds && { retryAfterSeconds }) };
  // An error of the server (5xx) is not a refusal: it says nothing about the edit itself.
  if (status >= 500) return { is: 'failed', problem: error };
  if (status === 401) return { is: 'signed-out' };
  if (status === 412) return { is: 'changed' };
  if (status === 404) return { is: 'gone' };
  return { is: 'refused', problem: error };
}
