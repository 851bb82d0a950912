import { useMemo } from 'react';
import { useEdits } from '../../edits/edits.context.ts';
import { type Filter, orderOf } from '../../filter/query/task.filter.ts';
import type { ListedTask } from '../../task.ts';
import { groupByDue } from './due.groups.ts';
import { type Row, rowsOf, rowsOfGroups } from './list.rows.ts';

interface Options {
  tasks: readonly ListedTask[];
  /** As `TaskActions.add` returned them. */
  added: readonly string[];
  filter: Filter;
  now: Date;
  hasMore: boolean;
}

/** Returns the rows of the list: in due order with headings, and otherwise only the tasks. */
export function useRows({ tasks, added, filter, now, hasMore }: Options): Row[] {
  const { queue, user, eventsEnabled } = useEdits();
  const { timeZone } = user;
  const isByDue = orderOf(filter, eventsEnabled).sort === 'due';
  return useMemo(() => {
    if (!isByDue) return rowsOf(tasks);
    const ids = new Set(added.map((id) => queue.idOf(id)));
    return rowsOfGroups(groupByDue(tasks, { now, timeZone, added: ids }), hasMore);
  }, [tasks, added, isByDue, now, hasMore, queue, timeZone]);
}
