import type { NewTask } from '../task.ts';
import type { ReadText } from './list.reading.ts';

/** The API's limit, in characters. */
export const longestTitle = 200;

/** Returns the task that was read in a text. */
export function newTask({
  title,
  due,
  priority,
  tags,
  recurrence,
  reminders,
  listId,
}: Omit<ReadText, 'tokens' | 'unread'>): NewTask {
  return {
    title,
    ...(due && { due }),
    ...(priority && { priority }),
    ...(tags.length && { tags }),
    ...(recurrence && { recurrence }),
    ...(reminders?.length && { reminders }),
    ...(listId && { listId }),
  };
}

/** Shortens a title that is too long, and puts the whole of it into the description. */
export function fitting(task: NewTask): NewTask {
  if (task.title.length <= longestTitle) return task;
  const beginning = task.title.slice(0, longestTitle - 1).replace(/[\uD800-\uDBFF]$/, '');
  return { ...task, title: `${beginning}…`, description: task.title };
}
