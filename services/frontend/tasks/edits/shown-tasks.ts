import type { Filter } from '../filter/query/task.filter.ts';
import { matches, type Seen } from '../filter/query/task.match.ts';
import { type TaskPages, tasksOf } from '../sync/task.pages.ts';
import type { ListedTask, Task } from '../task.ts';
import { applyEdits } from './edit.apply.ts';
import type { Edit } from './edit.ts';
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
  const tasks = tasksOf(pages);
  const goes = goesWith(tasks, edits, filter);
  return tasks.flatMap((task): ListedTask[] => {
    if (goes(task)) return [];
    if (!touched.has(task.id)) return [task];
    const edited = applyEdits(task, edits, timeZone);
    if (!edited || !matches(edited, filter, { now, timeZone })) return [];
    return [edited];
  });
}

/** Tells of a task whether it goes with one above it that is being deleted, or completed where only open tasks are shown. */
function goesWith(tasks: readonly Task[], edits: readonly Edit[], { status }: Filter): (task: Task) => boolean {
  const kinds = new Set<Edit['kind']>(status === 'completed' || status === 'all' ? ['delete'] : ['delete', 'complete']);
  const gone = new Set(edits.filter(({ kind }) => kinds.has(kind)).map(({ taskId }) => taskId));
  if (gone.size === 0) return () => false;
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const goes = ({ parentId }: Task): boolean => {
    if (!parentId) return false;
    const parent = byId.get(parentId);
    return gone.has(parentId) || (parent !== undefined && goes(parent));
  };
  return goes;
}
