import type { QuickAdd } from '../../../../shared/language/quick-add.ts';
import type { NewTask } from '../task.ts';

/** As the API takes it. */
export const longestTitle = 200;

/** The task that was read in a text. */
export function newTask({
  title,
  due,
  priority,
  tags,
  recurrence,
  reminders,
}: Omit<QuickAdd, 'tokens' | 'unread'>): NewTask {
  return {
    title,
    ...(due && { due }),
    ...(priority && { priority }),
    ...(tags.length && { tags }),
    ...(recurrence && { recurrence }),
    ...(reminders?.length && { reminders }),
  };
}

/** A title that is too long is cut, and stands in the description as a whole. */
export function fitting(task: NewTask): NewTask {
  if (task.title.length <= longestTitle) return task;
  const beginning = task.title.slice(0, longestTitle - 1).replace(/[\uD800-\uDBFF]$/, '');
  return { ...task, title: `${beginning}…`, description: task.title };
}
