import { dateIn } from '../../sync/task.instant.ts';
import type { Task } from '../../task.ts';
import { dueDayOf, isAllDay } from './due.day.ts';
import { type Filter, inbox, noParent, type SortOrder } from './task.filter.ts';

export interface Seen {
  now: Date;
  /** The user's time zone. */
  timeZone: string;
  /** Views of all lists leave out the tasks of archived ones. */
  archivedLists?: ReadonlySet<string>;
}

/**
 * Tells whether the server would list the task, for a task that changed after the list was read. Only the server can judge the
 * search text (`q`).
 */
export function matches(task: Task, filter: Filter, seen: Seen): boolean {
  const { status, priorities, tags, notTags, dueFrom, dueTo } = filter;
  if (status === 'completed' ? !task.completed : status !== 'all' && task.completed) return false;
  if (!isInPlace(task, filter, seen)) return false;
  if (status === 'overdue' && !isOverdue(task, seen)) return false;
  const dueDate = dueDayOf(task, seen.timeZone);
  if (status === 'today' || status === 'upcoming') {
    if (dueDate === undefined) return false;
    const isLater = dueDate > dateIn(seen.now, seen.timeZone);
    if (isLater !== (status === 'upcoming')) return false;
  }
  if (priorities.length && !priorities.includes(task.priority)) return false;
  if (!tags.every((tag) => task.tags.includes(tag))) return false;
  if (notTags.some((tag) => task.tags.includes(tag))) return false;
  if ((dueFrom || dueTo) && dueDate === undefined) return false;
  return !(dueFrom && dueDate! < dueFrom) && !(dueTo && dueDate! > dueTo);
}

function isInPlace({ listId, parentId }: Task, { list, parent }: Filter, { archivedLists }: Seen): boolean {
  if (parent === noParent && parentId !== null) return false;
  if (parent && parent !== noParent) return parentId === parent;
  if (list) return list === inbox ? listId === null : listId === list;
  return listId === null || !archivedLists?.has(listId);
}

/** An all-day due is overdue from the next day on, in the user's time zone and not in the due's own. */
export function isOverdue(task: Pick<Task, 'completed' | 'due' | 'dueAt'>, { now, timeZone }: Seen): boolean {
  if (task.completed || task.dueAt === null) return false;
  return isAllDay(task) ? task.due.date < dateIn(now, timeZone) : Date.parse(task.dueAt) < now.getTime();
}

const ranks = { low: 0, medium: 1, high: 2, urgent: 3 };

/** Compares tasks in the server's order. Only the server can order by relevance. */
export function comparator({ sort, order }: SortOrder): (a: Task, b: Task) => number {
  const sign = order === 'asc' ? 1 : -1;
  const byId = (a: Task, b: Task) => sign * compare(a.id, b.id);
  if (sort === 'due') {
    // In both directions, tasks without a due come last, and for equal dues the most urgent come first.
    return (a, b) =>
      Number(a.dueAt === null) - Number(b.dueAt === null) ||
      (a.dueAt === null ? 0 : sign * (Date.parse(a.dueAt) - Date.parse(b.dueAt!))) ||
      ranks[b.priority] - ranks[a.priority] ||
      byId(a, b);
  }
  if (sort === 'priority') return (a, b) => sign * (ranks[a.priority] - ranks[b.priority]) || byId(a, b);
  if (sort === 'manual') return (a, b) => sign * compare(a.position, b.position) || byId(a, b);
  if (sort === 'title') return (a, b) => sign * compareTitles(a.title, b.title) || byId(a, b);
  return (a, b) => sign * compare(a.createdAt, b.createdAt) || byId(a, b);
}

/** Made when it is needed, because the first one takes 10 ms. */
let naturalOrder: Intl.Collator | undefined;

function compareTitles(a: string, b: string): number {
  const [ours, theirs] = [a.toLowerCase(), b.toLowerCase()];
  // All locales share this order, in which numbers count by their value. English does not tailor it.
  naturalOrder ??= new Intl.Collator('en', { numeric: true });
  return naturalOrder.compare(ours, theirs) || compare(ours, theirs);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
