import type { Filter } from '../filter/query/task.filter.ts';

/** The keys of everything about tasks in the query cache. */
export const taskKeys = {
  all: ['tasks'],
  lists: ['tasks', 'list'],
  list: (filter: Filter) => ['tasks', 'list', filter],
  one: (id: string) => ['tasks', 'one', id],
  activity: (id: string) => ['tasks', 'activity', id],
  tags: ['tags'],
} as const;
