import type { QueryClient } from '@tanstack/react-query';
import { v4 as uuid } from 'uuid';
import { meQuery } from '../../account/account.queries.ts';
import { ApiProblem } from '../../api/api.client.ts';
import { DraftStorage } from '../../drafts/draft.storage.ts';
import { backoff, pause } from '../../live/backoff.ts';
import { toast } from '../../ui/overlay/toast.ts';
import { TaskHistory } from '../history/task.history.ts';
import { archivedLists } from '../lists/list.sync.ts';
import { TaskCache } from '../sync/task.cache.ts';
import { taskKeys } from '../sync/task.keys.ts';
import { editName } from './edit.format.ts';
import { sendBatch } from './queue/batch.sender.ts';
import { EditQueue } from './queue/edit.queue.ts';
import { readTask, sendEdit } from './queue/edit.sender.ts';
import { browserStorage } from './queue/edit.storage.ts';
import { RefusalHandlers } from './queue/refusals.ts';

/** A refetch waits this long for further changes. */
const gatherMs = 400;
const refusalShownMs = 10_000;

export interface EditsStore {
  /** The user's tasks as far as the page knows them. */
  cache: TaskCache;
  /** Edits of these tasks that the server has not acknowledged yet. */
  queue: EditQueue;
  refusals: RefusalHandlers;
  /** What was done in this page, to undo it. */
  history: TaskHistory;
  /** Texts that were typed but not stored yet. */
  drafts: DraftStorage;
}

interface Dependencies {
  client: QueryClient;
  userId: string;
  eventsEnabled: boolean;
  timeZone: () => string;
}

export function createEditsStore({ client, userId, eventsEnabled, timeZone }: Dependencies): EditsStore {
  const cache = new TaskCache({
    client,
    eventsEnabled,
    seen: () => ({ now: new Date(), timeZone: timeZone(), archivedLists: archivedLists(client) }),
    later: (work) => setTimeout(work, gatherMs),
  });
  cache.prime();
  const refusals = new RefusalHandlers();
  const history = new TaskHistory();
  const queue = new EditQueue({
    send: sendEdit,
    sendBatch,
    read: readTask,
    storage: browserStorage(userId, uuid()),
    pause: (attempt, wake, seconds) => pause(seconds ? seconds * 1000 : backoff(attempt), wake),
    onDone(edit, task, deleted) {
      if (deleted.length > 1) history.deletedBy.set(edit.id, deleted);
      for (const { id, version } of deleted) cache.forget(id, version);
      if (task) cache.learn(task);
      else if (edit.kind === 'restore') cache.revive(edit.tasks.map(({ id }) => id));
      else cache.forget(edit.taskId);
    },
    onRefused: (edit, problem) => {
      if (problem instanceof ApiProblem && refusals.handle(edit.id, problem)) return;
      const title = `${editName(edit)} did not work`;
      toast({ title, description: problem.message, type: 'problem', timeoutMs: refusalShownMs });
    },
    onDiscarded: () => void client.invalidateQueries({ queryKey: taskKeys.all }),
    onSignedOut: () => void client.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  return { cache, queue, refusals, history, drafts: new DraftStorage(userId) };
}
