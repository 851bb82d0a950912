import { type RefObject, useEffect, useRef } from 'react';
import { useShortcuts } from '../../../keyboard/use-shortcuts.ts';
import type { Pick } from '../../pickers/pick.popover.tsx';
import type { Selection } from '../../selection/use-selection.ts';
import type { TaskActions } from '../../sync/task.mutations.ts';
import type { ListedTask } from '../../task.ts';

interface Options {
  tasks: ListedTask[];
  list: RefObject<HTMLElement | null>;
  openTaskId: string | undefined;
  actions: TaskActions;
  scrollTo: (task: ListedTask) => void;
  onPick: (pick: Pick) => void;
  onOpen: (task: ListedTask, toEdit: boolean) => void;
  selection: Selection;
}

/**
 * Handles the keys that move through the rows and the keys that act on the focused row.
 * @returns a function that focuses the row of a task once it is rendered
 */
export function useRowFocus({
  tasks,
  list,
  openTaskId,
  actions,
  scrollTo,
  onPick,
  onOpen,
  selection,
}: Options): (id: string) => void {
  /** The row that had the focus last, with its position. */
  const last = useRef<{ id: string; index: number }>(undefined);
  /** The row that gets the focus once it is rendered. */
  const wanted = useRef<string>(undefined);

  const rowOf = (id: string) => list.current?.querySelector<HTMLElement>(`[data-task-id="${CSS.escape(id)}"]`);
  const focusedId = () => document.activeElement?.closest<HTMLElement>('[data-task-id]')?.dataset['taskId'];
  const indexOf = (id: string | undefined) => (id ? tasks.findIndex((task) => task.id === id) : -1);

  function focusAt(index: number): void {
    const task = tasks[Math.max(0, Math.min(index, tasks.length - 1))];
    if (!task) return;
    wanted.current = task.id;
    scrollTo(task);
    settle();
  }

  function settle(): void {
    const link = wanted.current && rowOf(wanted.current)?.querySelector<HTMLElement>('[data-row-link]');
    if (!link) return;
    wanted.current = undefined;
    link.focus({ preventScroll: true });
  }

  /** Moves from the focused row, or else from where the focus was last. */
  function move(step: 1 | -1): void {
    const from = indexOf(focusedId() ?? last.current?.id);
    if (from >= 0) focusAt(from + step);
    else focusAt(last.current?.index ?? 0);
  }

  function withRow(act: (task: ListedTask, row: HTMLElement | null | undefined) => void): false | undefined {
    const task = tasks[indexOf(focusedId() ?? openTaskId)];
    if (!task) return false;
    act(task, rowOf(task.id));
    return undefined;
  }

  /** Acts on the selected tasks, or else on the focused row. The choices open at the focused row. */
  function withTasks(act: (tasks: readonly ListedTask[], row: HTMLElement | null | undefined) => void) {
    if (selection.tasks.length === 0) return withRow((task, row) => act([task], row));
    act(selection.tasks, rowOf(focusedId() ?? selection.tasks[0]!.id));
    return undefined;
  }

  const pick = (what: Pick['what']) => () =>
    withTasks((chosen, row) => row && onPick({ what, tasks: chosen, anchor: row }));
  useShortcuts({
    down: () => move(1),
    up: () => move(-1),
    complete: () =>
      withTasks((chosen) =>
        chosen.every(({ completed }) => completed) ? actions.reopen(...chosen) : actions.complete(...chosen),
      ),
    edit: () => withRow((task) => onOpen(task, true)),
    due: pick('due'),
    priority: pick('priority'),
    list: pick('list'),
    remove: () => withTasks((chosen) => actions.remove(...chosen)),
    select: () => withRow(({ id }) => selection.toggle(id)),
    selectTo: () => withRow(({ id }) => selection.extendTo(id)),
    selectAll: () => (tasks.length > 0 ? selection.selectAll(tasks) : false),
    close: () => (selection.tasks.length > 0 ? selection.clear() : false),
  });

  useEffect(() => {
    const element = list.current;
    const remember = () => {
      const id = focusedId();
      if (id) last.current = { id, index: indexOf(id) };
    };
    element?.addEventListener('focusin', remember);
    return () => element?.removeEventListener('focusin', remember);
  });

  // When the focused row disappears, the row in its place gets the focus, so that the keys still work.
  useEffect(() => {
    settle();
    const gone = last.current && indexOf(last.current.id) < 0;
    if (!gone) return;
    const lostFocus = document.activeElement === document.body;
    const { index } = last.current!;
    last.current = undefined;
    if (lostFocus) focusAt(index);
  });

  return (id) => {
    wanted.current = id;
    settle();
  };
}
