import type { Filter } from '../filter/query/task.filter.ts';
import { matches, type Seen } from '../filter/query/task.match.ts';
import { type TaskPages, tasksOf } from '../sync/task.pages.ts';
import type { ListedTask } from '../task.ts';
import { applyEdits } from './edit.apply.ts';
import type { Entry } from './queue/edit.entry.ts';

/** Returns the list as it will be after the pending edits. Tasks without edits stay the same objects. */
export function shownTasks(
  pages: TaskPages,
  entries: readonly Entry[],
  filter: Filter,
  { now, timeZone }: Seen,
): ListedTask[] {
  const edits = entries.map(({ edit }) => edit);
  const touched = new Set(edits.map(({ taskId }) => taskId));
  return tasksOf(pages).flatMap((task): ListedTask[] => {
    if (!touched.has(task.id)) return [task];
    const edited = applyEdits(task, edits, timeZone);
    if (!edited || !matches(edited, filter, { now, timeZone })) return [];
    return [edited];
  });
}
