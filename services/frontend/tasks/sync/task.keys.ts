import type { Filter } from '../filter/query/task.filter.ts';

/** The keys of all queries about tasks. */
export const taskKeys = {
  all: ['tasks'],
  lists: ['tasks', 'list'],
  list: (filter: Filter) => ['tasks', 'list', filter],
  one: (id: string) => ['tasks', 'one', id],
  activity: (id: string) => ['tasks', 'activity', id],
  accountActivity: ['activity'],
  tags: ['tags'],
  taskLists: ['lists'],
  counts: ['counts'],
  views: ['views'],
} as const;
