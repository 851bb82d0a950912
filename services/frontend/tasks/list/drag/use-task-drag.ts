import type { RefObject } from 'react';
import { formatDate } from '../../../../../shared/language/format/locale.format.ts';
import type { User } from '../../../account/account.queries.ts';
import { inbox } from '../../filter/query/task.filter.ts';
import { listName } from '../../lists/list.names.ts';
import { useLists } from '../../lists/list.queries.ts';
import { changesFor } from '../../pickers/due.choice.ts';
import type { Selection } from '../../selection/use-selection.ts';
import type { TaskActions } from '../../sync/task.mutations.ts';
import type { ListedTask } from '../../task.ts';
import { isDay } from '../groups/due.groups.ts';
import type { Row } from '../groups/list.rows.ts';
import { useRowDrag } from './use-row-drag.ts';

interface Options {
  list: RefObject<HTMLElement | null>;
  rows: readonly Row[];
  tasks: readonly ListedTask[];
  selection: Selection;
  actions: TaskActions;
  user: User;
}

/** Moves a dragged task to another day or list, or all selected tasks if it is one of them. Each keeps its time of day. */
export function useTaskDrag({ list, rows, tasks, selection, actions, user }: Options): void {
  const lists = useLists();
  const carried = (id: string) => (selection.ids.has(id) ? selection.tasks : tasks.filter((task) => task.id === id));
  useRowDrag({
    list,
    labelOf: (id) => nameOf(carried(id)),
    dayOfRow: (index) => dayAbove(rows, index),
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
