import type { RefObject } from 'react';
import { formatDate } from '../../../../../shared/language/format/locale.format.ts';
import type { User } from '../../../account/account.queries.ts';
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

/** Moves a dragged task to another day, or all selected tasks if it is one of them. Each keeps its time of day. */
export function useDayDrag({ list, rows, tasks, selection, actions, user }: Options): void {
  const carried = (id: string) => (selection.ids.has(id) ? selection.tasks : tasks.filter((task) => task.id === id));
  useRowDrag({
    list,
    labelOf: (id) => nameOf(carried(id)),
    dayOfRow: (index) => dayAbove(rows, index),
    onDrop(id, day) {
      const moved = carried(id);
      const title = `Moved ${nameOf(moved)} to ${formatDate(day, 'weekdayAndDay', user.locale)}`;
      actions.updateAll(moved, (task) => changesFor(task, { day }, user.timeZone), title);
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
