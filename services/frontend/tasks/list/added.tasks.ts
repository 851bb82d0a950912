import { useMemo } from 'react';
import { addedTask, applyEdits } from '../edits/edit.apply.ts';
import { useEdits, useEntries } from '../edits/edits.context.ts';
import { defaultFilter, type Filter, isTree } from '../filter/query/task.filter.ts';
import { matches } from '../filter/query/task.match.ts';
import type { ListedTask } from '../task.ts';

/**
 * Lists tasks that were just added at the top, whatever the order of the list, until another view is opened, or the task goes to
 * another list. So the person sees that a task was added and how it was understood. In the manual order it is at its place.
 * @param added ids as `TaskActions.add` returned them, the newest first
 */
export function useAddedTasks(listed: ListedTask[], added: readonly string[], filter: Filter): ListedTask[] {
  const { cache, queue, user } = useEdits();
  const { timeZone } = user;
  const entries = useEntries();
  return useMemo(() => {
    const seen = { now: new Date(), timeZone };
    const edits = entries.map(({ edit }) => edit);
    const unsent = edits.filter((edit) => edit.kind === 'add');
    // Only the server can judge whether a search finds a task.
    const isSearch = filter.q.trim() !== '';
    const byId = new Map(listed.map((task) => [task.id, task]));
    // Tasks that an earlier page could not send are shown as well.
    const left = unsent.map(({ taskId }) => taskId).filter((id) => !added.includes(id));
    const top = [...added, ...left].flatMap((id): ListedTask[] => {
      const known = queue.idOf(id);
      const waiting = unsent.find(({ taskId }) => taskId === known);
      const base = waiting ? addedTask(waiting, timeZone) : (byId.get(known) ?? cache.get(known));
      const task = base && applyEdits(base, edits, timeZone);
      const isHere =
        task &&
        (added.includes(id)
          ? !task.completed && matches(task, { ...defaultFilter, list: filter.list }, seen)
          : !isSearch && matches(task, filter, seen));
      return task && isHere ? [task] : [];
    });
    if (!top.length) return listed;
    const onTop = new Set(top.map(({ id }) => id));
    const others = listed.filter(({ id }) => !onTop.has(id));
    return isTree(filter) ? [...others, ...top] : [...top, ...others];
  }, [listed, added, entries, cache, queue, filter, timeZone]);
}
