import type { RefObject } from 'react';
import { formatDate } from '../../../../../shared/language/format/locale.format.ts';
import type { User } from '../../../account/account.queries.ts';
import type { TaskLocation } from '../../edits/edit.ts';
import { inbox } from '../../filter/query/task.filter.ts';
import { listName } from '../../lists/list.names.ts';
import { useLists } from '../../lists/list.queries.ts';
import { changesFor } from '../../pickers/due.choice.ts';
import type { Selection } from '../../selection/use-selection.ts';
import type { TaskActions } from '../../sync/task.mutations.ts';
import type { ListedTask } from '../../task.ts';
import { isDay } from '../groups/due.groups.ts';
import type { Row } from '../groups/list.rows.ts';
import { locationBetween, locationOf } from '../tree/task.moves.ts';
import type { Branch, TaskTree } from '../tree/task.tree.ts';
import { type Gap, type RowDrop, useRowDrag } from './use-row-drag.ts';

interface Props {
  list: RefObject<HTMLElement | null>;
  rows: readonly Row[];
  /** For a list in its manual order. */
  tree: TaskTree | undefined;
  tasks: readonly ListedTask[];
  selection: Selection;
  actions: TaskActions;
  user: User;
  /** Moves a task within the manual order. */
  onPut: (task: ListedTask, to: TaskLocation, from: TaskLocation) => void;
}

/**
 * Moves a dragged task to another day or list, or all selected tasks if it is one of them. Each keeps its time of day. In the manual
 * order a task goes between two others. It is fetched once a pointer is used.
 */
export function TaskDrag({ list, rows, tree, tasks, selection, actions, user, onPut }: Props) {
  const lists = useLists();
  const carried = (id: string) => (selection.ids.has(id) ? selection.tasks : tasks.filter((task) => task.id === id));

  function dropAt(id: string, gap: Gap): RowDrop | undefined {
    const task = tree?.find(id);
    if (!tree || !task) return undefined;
    const branches = rows.flatMap((row): Branch[] =>
      row.kind === 'task' && row.branch ? [{ task: row.task, ...row.branch }] : [],
    );
    const start = branches.findIndex((branch) => branch.task.id === id);
    const size = branches.slice(start + 1).findIndex(({ depth }) => depth <= branches[start]!.depth);
    const end = size < 0 ? branches.length : start + 1 + size;
    const at = gap.index > start && gap.index < end ? start : gap.index >= end ? gap.index - (end - start) : gap.index;
    const others = branches.toSpliced(start, end - start);
    const found = locationBetween(tree, task, others, at, branches[start]!.depth + gap.levels);
    return found && { depth: found.depth, drop: () => onPut(task, found.location, locationOf(tree, task)) };
  }

  useRowDrag({
    list,
    labelOf: (id) => nameOf(carried(id)),
    dayOfRow: (index) => dayAbove(rows, index),
    dropAt,
    onDrop(id, target) {
      const moved = carried(id);
      if ('day' in target) {
        const title = `Moved ${nameOf(moved)} to ${formatDate(target.day, 'weekdayAndDay', user.locale)}`;
        actions.updateAll(moved, (task) => changesFor(task, target, user.timeZone), title);
      } else {
        const listId = target.list === inbox ? null : target.list;
        actions.updateAll(moved, () => ({ listId }), `Moved ${nameOf(moved)} to ${listName(listId, lists)}`);
      }
    },
  });
  return null;
}

function nameOf(tasks: readonly ListedTask[]): string {
  const [first] = tasks;
  return tasks.length === 1 && first ? `“${first.title}”` : `${tasks.length} tasks`;
}

/** Returns the day that the heading above a row names. */
function dayAbove(rows: readonly Row[], index: number): string | undefined {
  const heading = rows.slice(0, index).findLast((row) => row.kind === 'heading');
  return heading && isDay(heading.key) ? heading.key : undefined;
}
