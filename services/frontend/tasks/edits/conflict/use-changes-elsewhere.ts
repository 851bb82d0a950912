import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { readAgain } from '../../../api/query.client.ts';
import { useLiveEvent } from '../../../live/live.context.tsx';
import { forgetList, learnList } from '../../lists/list.sync.ts';
import { taskKeys } from '../../sync/task.keys.ts';
import type { Task } from '../../task.ts';
import type { EditsStore } from '../edits.store.ts';

/**
 * Takes over changes of the user's tasks, wherever they were made. The event that a task was created may arrive before the
 * response to this page's own request; the list would show that task twice, so the event waits for the response.
 */
export function useChangesElsewhere({ cache, queue }: EditsStore): void {
  const client = useQueryClient();
  const early = useRef<Task[]>([]);
  useLiveEvent('task.changed', ({ change, task }) => {
    if (change === 'deleted') cache.forget(task.id, task.version);
    else if (change === 'created' && queue.isAdding) early.current.push(task);
    else cache.learn(task);
  });
  useEffect(
    () =>
      queue.subscribe(() => {
        if (early.current.length === 0 || queue.isAdding) return;
        for (const task of early.current.splice(0)) cache.learn(task);
      }),
    [cache, queue],
  );
  useLiveEvent('list.changed', ({ change, list }) => {
    if (change === 'deleted') forgetList(client, list.id);
    else learnList(client, list);
    // The tasks of an archived list leave the views.
    void readAgain(client, taskKeys.lists, taskKeys.counts);
  });
  useLiveEvent('reconnected', () => {
    queue.wake();
    const { all, tags, taskLists, views, counts, accountActivity } = taskKeys;
    void readAgain(client, all, tags, taskLists, views, counts, accountActivity);
  });
}
