import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../../api/api.client.ts';
import { useEdits } from '../edits/edits.context.ts';
import { taskKeys } from '../sync/task.keys.ts';
import type { List } from './list.names.ts';

/** The numbers of open tasks, of each view and of each list by its id. */
export interface TaskCounts {
  open: number;
  today: number;
  overdue: number;
  upcoming: number;
  /** Due today or before. */
  untilToday: number;
  inbox: number;
  lists: Record<string, number>;
}

/** Returns the lists in their order, also archived ones. It is empty while they are loading. */
export function useLists(): readonly List[] {
  const { data } = useQuery({
    queryKey: taskKeys.taskLists,
    queryFn: ({ signal }) => call<{ items: List[] }>('GET', 'lists', { signal }),
    enabled: useEdits().eventsEnabled,
    select: ({ items }) => items,
  });
  return data ?? none;
}

const none: readonly List[] = [];

/** Returns the lists that are not archived. */
export function useOpenLists(): readonly List[] {
  const lists = useLists();
  return useMemo(() => lists.filter(({ archived }) => !archived), [lists]);
}

/** Returns the numbers of open tasks; undefined while they are not known. They follow changes here and elsewhere. */
export function useCounts(): TaskCounts | undefined {
  return useQuery({
    queryKey: taskKeys.counts,
    queryFn: ({ signal }) => call<TaskCounts>('GET', 'tasks/counts', { signal }),
    enabled: useEdits().eventsEnabled,
    // Tasks become due and overdue without a change.
    refetchInterval: 60_000,
  }).data;
}
