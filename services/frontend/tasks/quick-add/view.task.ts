import type { Filter } from '../filter/query/task.filter.ts';
import { dateIn } from '../sync/task.instant.ts';
import { mostTags, type NewTask, type Priority, priorities } from '../task.ts';

const usualPriority: Priority = 'medium';

/**
 * A new task as the view has it in which it is added: due today in "Today", with the tags and the priority that are filtered
 * by. What its text says itself stays as it is.
 */
export function inView(task: NewTask, filter: Filter, { now, timeZone }: { now: Date; timeZone: string }): NewTask {
  const date = task.due ? undefined : dateOf(filter, dateIn(now, timeZone));
  const tags = [...new Set([...(task.tags ?? []), ...filter.tags])].slice(0, mostTags);
  const priority = task.priority ?? priorityOf(filter.priorities);
  return {
    ...task,
    ...(date ? { due: { date, time: null, timeZone } } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(priority ? { priority } : {}),
  };
}

/** The first day of the view from today on; undefined where it asks for none, or there is none. */
function dateOf({ status, dueFrom, dueTo }: Filter, today: string): string | undefined {
  if (status === 'today') return today;
  if (!dueFrom && !dueTo) return undefined;
  const first = dueFrom > today ? dueFrom : today;
  return dueTo && first > dueTo ? undefined : first;
}

/** Of several the usual one, or else the least urgent. */
function priorityOf(chosen: readonly Priority[]): Priority | undefined {
  if (chosen.length === 0 || chosen.includes(usualPriority)) return undefined;
  return priorities.findLast((priority) => chosen.includes(priority));
}

/** Whether the text holds all words that are searched for. What else the server would find, only the server knows. */
export function holdsWords(title: string, q: string): boolean {
  const text = title.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
