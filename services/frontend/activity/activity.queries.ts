import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../api/api.client.ts';
import type { Activity } from '../tasks/detail/activity.format.ts';
import { taskKeys } from '../tasks/sync/task.keys.ts';

/** Something that was done to a task of the account. */
export interface AccountActivity extends Activity {
  taskId: string;
  /** Null for some deleted tasks. */
  title: string | null;
}

export type Kind = 'all' | AccountActivity['action'];

const pageSize = '100';

/** Returns what happened to all tasks, the newest first. */
export function useAccountActivity() {
  return useInfiniteQuery({
    queryKey: taskKeys.accountActivity,
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: pageSize, ...(pageParam && { cursor: pageParam }) });
      return call<{ items: AccountActivity[]; nextCursor: string | null }>('GET', `activity?${query}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
}
