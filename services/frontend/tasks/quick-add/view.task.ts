import { type Filter, inbox } from '../filter/query/task.filter.ts';
import { dateIn } from '../sync/task.instant.ts';
import { mostTags, type NewTask, type Priority, priorities } from '../task.ts';

const usualPriority: Priority = 'medium';

/**
 * Gives a new task the properties of the view in which it is added: due today in "Today", and the list, tags and priority of the
 * filter. Properties that its text states are kept.
 */
export function inView(task: NewTask, filter: Filter, { now, timeZone }: { now: Date; timeZone: string }): NewTask {
  const date = task.due ? undefined : dateOf(filter, dateIn(now, timeZone));
  const tags = [...new Set([...(task.tags ?? []), ...filter.tags])].slice(0, mostTags);
  const priority = task.priority ?? priorityOf(filter.priorities);
  const isOfList = filter.list !== '' && filter.list !== inbox && task.listId === undefined;
  return {
    ...task,
    ...(isOfList && { listId: filter.list }),
    ...(date ? { due: { date, time: null, timeZone } } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(priority ? { priority } : {}),
  };
}

/** Returns the first day of the view from today on; undefined if the view has no dates or none is left. */
function dateOf({ status, dueFrom, dueTo }: Filter, today: string): string | undefined {
  if (status === 'today') return today;
  if (!dueFrom && !dueTo) return undefined;
  const first = dueFrom > today ? dueFrom : today;
  return dueTo && first > dueTo ? undefined : first;
}

/** Returns the least urgent chosen priority; undefined, for the default, if none or the default is chosen. */
function priorityOf(chosen: readonly Priority[]): Priority | undefined {
  if (chosen.length === 0 || chosen.includes(usualPriority)) return undefined;
  return priorities.findLast((priority) => chosen.includes(priority));
}

/** Tells whether the title contains all words of the search. Only the server knows what else it would find. */
export function holdsWords(title: string, q: string): boolean {
  const text = title.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
