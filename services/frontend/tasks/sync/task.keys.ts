import type { Filter } from '../filter/query/task.filter.ts';

/** Where the query cache keeps what belongs to tasks. */
export const taskKeys = {
  all: ['tasks'],
  lists: ['tasks', 'list'],
  list: (filter: Filter) => ['tasks', 'list', filter],
  one: (id: string) => ['tasks', 'one', id],
  activity: (id: string) => ['tasks', 'activity', id],
  tags: ['tags'],
} as const;
