import type { QueryClient } from '@tanstack/react-query';
import { taskKeys } from '../sync/task.keys.ts';
import type { List } from './list.names.ts';

interface Lists {
  items: List[];
}

/** Takes over a list's present state, unless the page knows a newer one. */
export function learnList(client: QueryClient, list: List): void {
  client.setQueryData<Lists>(taskKeys.taskLists, (lists) => {
    if (!lists) return undefined;
    const known = lists.items.find(({ id }) => id === list.id);
    if (known && known.version > list.version) return lists;
    const others = lists.items.filter(({ id }) => id !== list.id);
    return { items: [...others, list].sort((a, b) => (a.position < b.position ? -1 : 1)) };
  });
}

export function forgetList(client: QueryClient, listId: string): void {
  client.setQueryData<Lists>(
    taskKeys.taskLists,
    (lists) => lists && { items: lists.items.filter(({ id }) => id !== listId) },
  );
}

/** Returns the ids of the archived lists, as far as they are known. */
export function archivedLists(client: QueryClient): ReadonlySet<string> {
  const lists = client.getQueryData<Lists>(taskKeys.taskLists)?.items ?? [];
  return new Set(lists.filter(({ archived }) => archived).map(({ id }) => id));
}
