import { type Priority, priorities } from '../../task.ts';

export const statuses = ['open', 'today', 'upcoming', 'overdue', 'completed', 'all'] as const;
export type Status = (typeof statuses)[number];
export const sorts = ['due', 'created', 'priority', 'title', 'manual'] as const;
export type Sort = (typeof sorts)[number];
export type Order = 'asc' | 'desc';

/**
 * Which tasks the list shows, and in which order. All of it is in the address, so that it can be bookmarked and shared, and the
 * Back button works.
 */
export interface Filter {
  status: Status;
  /** The id of a list, or `inbox`; empty for all lists that are not archived. */
  list: string;
  priorities: Priority[];
  tags: string[];
  notTags: string[];
  /** The search text as typed. */
  q: string;
  /** Inclusive dates in the user's time zone; empty if there are none. */
  dueFrom: string;
  dueTo: string;
  /** The id of a task of which the list shows the subtasks, or `none` for tasks that are no subtasks. */
  parent?: string | undefined;
  /** Undefined for the view's own order (see `orderOf`). */
  sort?: Sort | undefined;
  order?: Order | undefined;
}

export const defaultFilter: Filter = {
  status: 'open',
  list: '',
  priorities: [],
  tags: [],
  notTags: [],
  q: '',
  dueFrom: '',
  dueTo: '',
};

/** What stands for the tasks without a list, in addresses and queries. */
export const inbox = 'inbox';
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const date = /^\d{4}-\d\d-\d\d$/;

/** What stands for tasks that are no subtasks. */
export const noParent = 'none';

/** Reads what `filterToSearch` wrote, and ignores invalid values. */
export function filterFromSearch(search: string): Filter {
  const params = new URLSearchParams(search);
  const among = <T extends string>(values: readonly T[], name: string) =>
    values.find((value) => value === params.get(name));
  const given = params.get('list') ?? '';
  const list = given === inbox || uuid.test(given) ? given : '';
  const dateAt = (name: string) => (date.test(params.get(name) ?? '') ? params.get(name)! : '');
  const parent = params.get('parent') ?? '';
  const sort = among(sorts, 'sort');
  return {
    status: among(statuses, 'status') ?? 'open',
    list,
    ...((parent === noParent || uuid.test(parent)) && { parent }),
    priorities: priorities.filter((priority) => params.getAll('priority').includes(priority)),
    tags: [...new Set(params.getAll('tag').filter(Boolean))],
    notTags: [...new Set(params.getAll('notTag').filter(Boolean))],
    q: params.get('q') ?? '',
    dueFrom: dateAt('dueFrom'),
    dueTo: dateAt('dueTo'),
    // Only the tasks of one list have an order of their own.
    sort: sort === 'manual' && !list ? undefined : sort,
    order: among(['asc', 'desc'] as const, 'order'),
  };
}

/** Returns the address' query without the question mark and without default values. */
export function filterToSearch(filter: Filter): string {
  const params = new URLSearchParams();
  if (filter.status !== defaultFilter.status) params.set('status', filter.status);
  if (filter.list) params.set('list', filter.list);
  for (const priority of filter.priorities) params.append('priority', priority);
  for (const tag of filter.tags) params.append('tag', tag);
  for (const tag of filter.notTags) params.append('notTag', tag);
  for (const name of ['parent', 'q', 'dueFrom', 'dueTo', 'sort', 'order'] as const) {
    const value = filter[name];
    if (value) params.set(name, value);
  }
  return params.toString();
}

/** Tells whether the filter hides tasks of its view. */
export function isNarrowed(filter: Filter): boolean {
  return countNarrowing(filter) > 0 || filter.q.trim() !== '';
}

/** Counts the filters that narrow the view, without the search. */
export function countNarrowing({ priorities, tags, notTags, dueFrom, dueTo, parent }: Filter): number {
  return priorities.length + tags.length + notTags.length + [dueFrom, dueTo, parent].filter(Boolean).length;
}

export interface SortOrder {
  sort: Sort | 'relevance';
  order: Order;
}

const naturalOrder: Record<Sort, Order> = {
  due: 'asc',
  created: 'desc',
  priority: 'desc',
  title: 'asc',
  manual: 'asc',
};

/**
 * Returns the chosen order, or the default: relevance for a search, the manual order for a list, the latest for completed tasks, and
 * otherwise the next due.
 */
export function orderOf(filter: Filter, eventsEnabled: boolean): SortOrder {
  const { status, q, sort, order } = filter;
  if (sort) return { sort, order: sort === 'manual' ? 'asc' : (order ?? naturalOrder[sort]) };
  if (eventsEnabled && q.trim()) return { sort: 'relevance', order: 'desc' };
  if (filter.list && status === 'open' && !isNarrowed(filter)) return { sort: 'manual', order: 'asc' };
  const usual = eventsEnabled && status !== 'completed' ? 'due' : 'created';
  return { sort: usual, order: order ?? naturalOrder[usual] };
}

/** Tells whether the list shows all open tasks of a list in their manual order, with subtasks below their parents. */
export function isTree(filter: Filter): boolean {
  return filter.status === 'open' && !isNarrowed(filter) && orderOf(filter, true).sort === 'manual';
}

/** Removes the value, or adds it if it is missing. */
export function toggled<Value>(values: readonly Value[], value: Value): Value[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}
