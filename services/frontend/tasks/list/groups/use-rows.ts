import { useMemo } from 'react';
import { useEdits } from '../../edits/edits.context.ts';
import { type Filter, isTree, orderOf } from '../../filter/query/task.filter.ts';
import type { ListedTask } from '../../task.ts';
import { TaskTree } from '../tree/task.tree.ts';
import { groupByDue } from './due.groups.ts';
import { type Row, rowsOf, rowsOfGroups, rowsOfTree } from './list.rows.ts';

interface Options {
  tasks: readonly ListedTask[];
  /** As `TaskActions.add` returned them. */
  added: readonly string[];
  filter: Filter;
  now: Date;
  hasMore: boolean;
  /** Ids of the tasks whose subtasks are hidden. */
  collapsed: ReadonlySet<string>;
}

export interface ShownRows {
  rows: Row[];
  /** For a list in its manual order. */
  tree: TaskTree | undefined;
}

/** Returns the rows of the list: in due order with headings, in manual order as a tree, and otherwise only the tasks. */
export function useRows({ tasks, added, filter, now, hasMore, collapsed }: Options): ShownRows {
  const { queue, user, eventsEnabled } = useEdits();
  const { timeZone } = user;
  const isByDue = orderOf(filter, eventsEnabled).sort === 'due';
  const inTree = eventsEnabled && isTree(filter);
  const tree = useMemo(() => (inTree ? new TaskTree(tasks, !hasMore) : undefined), [tasks, inTree, hasMore]);
  const rows = useMemo(() => {
    if (tree) return rowsOfTree(tree, collapsed);
    if (!isByDue) return rowsOf(tasks);
    const ids = new Set(added.map((id) => queue.idOf(id)));
    return rowsOfGroups(groupByDue(tasks, { now, timeZone, added: ids }), hasMore);
  }, [tree, collapsed, tasks, added, isByDue, now, hasMore, queue, timeZone]);
  return { rows, tree };
}
