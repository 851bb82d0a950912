import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiProblem, call } from '../../api/api.client.ts';
import { addedTask, applyEdits } from '../edits/edit.apply.ts';
import { useEdits, useEntries } from '../edits/edits.context.ts';
import { shownTasks } from '../edits/shown-tasks.ts';
import { type Filter, isTree, type Status } from '../filter/query/task.filter.ts';
import { queryString } from '../filter/query/task.query-string.ts';
import { type ListedTask, type Task, wholeTask } from '../task.ts';
import { taskKeys } from './task.keys.ts';
import type { TaskPage } from './task.pages.ts';

export type { ListedTask, Task } from '../task.ts';
export { taskKeys } from './task.keys.ts';

const pageSize = '50';
/** A tree is shown once all of it is there, so its pages are as large as the server allows. */
const treePageSize = '100';
/** Which tasks these views show depends on the time. */
const viewsOfNow = new Set<Status>(['today', 'upcoming', 'overdue']);

/**
 * Returns the loaded pages of a list, as the server knows them.
 * @param isRead false if the server cannot know the list yet
 */
export function useTaskPages(filter: Filter, isRead = true) {
  const { cache, user, eventsEnabled } = useEdits();
  return useInfiniteQuery({
    queryKey: taskKeys.list(filter),
    enabled: isRead,
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }): Promise<TaskPage> => {
      const params = queryString(filter, { now: new Date(), timeZone: user.timeZone }, eventsEnabled);
      params.set('limit', isTree(filter) ? treePageSize : pageSize);
      if (pageParam) params.set('cursor', pageParam);
      const page = await call<TaskPage>('GET', `tasks?${params}`, { signal });
      return { ...page, items: cache.newest(page.items.map(wholeTask), filter) };
    },
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    // Phase 4 has no live events, so a list is read again whenever the window gets the focus.
    ...(eventsEnabled ? {} : { staleTime: 0 }),
    // Tasks become due and overdue without a change.
    refetchInterval: viewsOfNow.has(filter.status) ? 60_000 : false,
  });
}

/** Returns the list with the pending edits applied. */
export function useShownTasks(pages: ReturnType<typeof useTaskPages>['data'], filter: Filter): ListedTask[] {
  const { user } = useEdits();
  const entries = useEntries();
  return useMemo(
    () => (pages ? shownTasks(pages, entries, filter, { now: new Date(), timeZone: user.timeZone }) : []),
    [pages, entries, filter, user.timeZone],
  );
}

/**
 * Returns the task with the pending edits applied: undefined while it is loading, null if it does not exist.
 * @param isRead false if it is only taken from what is loaded already
 */
export function useTask(
  id: string,
  isRead = true,
): { task: Task | null | undefined; error: Error | null; retry: () => void } {
  const { cache, queue, user } = useEdits();
  const entries = useEntries();
  const known = queue.idOf(id);
  const added = entries.find(({ edit }) => edit.kind === 'add' && edit.taskId === known)?.edit;
  const query = useQuery({
    queryKey: taskKeys.one(known),
    enabled: isRead && !added,
    queryFn: async ({ signal }): Promise<Task | null> => {
      try {
        return cache.newestOf(wholeTask(await call<Task>('GET', `tasks/${encodeURIComponent(known)}`, { signal })));
      } catch (error) {
        if (error instanceof ApiProblem && (error.status === 404 || error.status === 400)) return null;
        throw error;
      }
    },
    initialData: () => cache.get(known) ?? undefined,
    initialDataUpdatedAt: 0,
  });
  const server = query.data;
  const task = useMemo(() => {
    const base = added?.kind === 'add' ? addedTask(added, user.timeZone) : server;
    const edits = entries.map(({ edit }) => edit);
    return base && applyEdits(base, edits, user.timeZone);
  }, [added, server, entries, user.timeZone]);
  return { task, error: task === undefined ? query.error : null, retry: query.refetch };
}

/** Reads the tags of open tasks, the most used first. */
export function useTags() {
  return useQuery({
    queryKey: taskKeys.tags,
    queryFn: ({ signal }) => call<{ items: { tag: string; count: number }[] }>('GET', 'tags', { signal }),
    enabled: useEdits().eventsEnabled,
    select: ({ items }) => items,
  });
}
