import { useMemo, useState } from 'react';
import { useEdits } from '../edits/edits.context.ts';
import type { ListedTask } from '../task.ts';

/** The selected tasks of a list, for doing something to all of them at once. */
export interface Selection {
  /** Ids of the selected tasks. */
  ids: ReadonlySet<string>;
  /** The selected tasks in the order of the list, behind them those that the list has not loaded. */
  tasks: readonly ListedTask[];
  /** Selects the task, or no longer. */
  toggle: (id: string) => void;
  /** Selects everything from the task that was chosen last to this one. */
  extendTo: (id: string) => void;
  /** Selects these tasks, which may be more than the list has loaded. */
  selectAll: (tasks: readonly ListedTask[]) => void;
  clear: () => void;
}

interface State {
  /** Ids in the order of choice. A task that leaves the list is no longer selected. */
  ids: readonly string[];
  /** The task from which a range is selected. */
  anchor: string | undefined;
  /** Selected tasks that the list had not loaded. */
  unloaded: readonly ListedTask[];
}

const nothing: State = { ids: [], anchor: undefined, unloaded: [] };

export function useSelection(listed: readonly ListedTask[]): Selection {
  const { queue } = useEdits();
  const [state, setState] = useState(nothing);
  return useMemo(() => {
    // A task that was just added gets another id once the server knows it.
    const chosen = new Set(state.ids.map((id) => queue.idOf(id)));
    const seen = new Set(listed.map(({ id }) => id));
    const tasks = [
      ...listed.filter(({ id }) => chosen.has(id)),
      ...state.unloaded.filter(({ id }) => chosen.has(id) && !seen.has(id)),
    ];
    return {
      ids: new Set(tasks.map(({ id }) => id)),
      tasks,
      toggle: (id) =>
        setState(({ ids, unloaded }) => ({
          ids: ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id],
          anchor: id,
          unloaded,
        })),
      extendTo: (id) =>
        setState(({ ids, anchor, unloaded }) => {
          const places = [anchor ?? id, id].map((end) => listed.findIndex((task) => task.id === end));
          const [from, to] = [Math.min(...places), Math.max(...places)];
          const range = from < 0 ? [id] : listed.slice(from, to + 1).map((task) => task.id);
          return { ids: [...new Set([...ids, ...range])], anchor: anchor ?? id, unloaded };
        }),
      selectAll: (all) => setState({ ids: all.map(({ id }) => id), anchor: undefined, unloaded: all }),
      clear: () => setState(nothing),
    };
  }, [state, listed, queue]);
}
