import type { RefObject } from 'react';
import { useShortcuts } from '../../../keyboard/use-shortcuts.ts';
import { problemToast } from '../../../ui/overlay/toast.ts';
import type { TaskLocation } from '../../edits/edit.ts';
import type { TaskActions } from '../../sync/task.mutations.ts';
import type { ListedTask } from '../../task.ts';
import { locationInWords } from './location.format.ts';
import type { TreeStep } from './task.moves.ts';
import type { TaskTree } from './task.tree.ts';
import type { Collapsed } from './use-collapsed.ts';

interface Options {
  /** Undefined for a list in another order. */
  tree: TaskTree | undefined;
  collapsed: Collapsed;
  actions: TaskActions;
  /** Says what moved where. */
  said: RefObject<HTMLElement | null>;
  focusRow: (id: string) => void;
}

export interface TreeMoves {
  /** Moves the task by one step within the manual order. */
  step: (task: ListedTask, step: TreeStep) => void;
  /** Moves the task to a place, and says where it is then. */
  put: (task: ListedTask, to: TaskLocation, from: TaskLocation) => void;
}

const blocked: Record<TreeStep, string> = {
  up: 'is the first already',
  down: 'is the last already',
  indent: 'cannot be a subtask here',
  outdent: 'is no subtask',
};

/** Handles the keys that move the focused task within a list in its manual order, and that hide and show its subtasks. */
export function useTreeKeys({ tree, collapsed, actions, said, focusRow }: Options): TreeMoves {
  const say = (text: string) => {
    if (said.current) said.current.textContent = text;
  };

  function put(task: ListedTask, to: TaskLocation, from: TaskLocation): void {
    if (!tree) return;
    const { parentId } = to;
    actions.move(task, to, from);
    if (parentId && collapsed.ids.has(parentId)) collapsed.toggle(parentId);
    say(locationInWords(tree, task, to));
  }

  async function step(task: ListedTask, way: TreeStep): Promise<void> {
    if (!tree) return;
    const { locationAfter, locationOf } = await import('./task.moves.ts');
    const to = locationAfter(tree, task, way);
    if (!to) return say(`${task.title} ${blocked[way]}`);
    put(task, to, locationOf(tree, task));
    // The row that moves loses the focus.
    requestAnimationFrame(() => focusRow(task.id));
  }

  const tryStep = (task: ListedTask, way: TreeStep) => {
    step(task, way).catch((error) => problemToast(`“${task.title}” was not moved`, error));
  };
  const focused = () => {
    const id = document.activeElement?.closest<HTMLElement>('[data-task-id]')?.dataset['taskId'];
    return tree && id ? tree.find(id) : undefined;
  };
  const move = (way: TreeStep) => () => {
    const task = focused();
    if (!task) return false;
    tryStep(task, way);
    return undefined;
  };
  const fold = (isCollapsed: boolean) => () => {
    const task = focused();
    if (!tree || !task || tree.childrenOf(task.id).length === 0 || collapsed.ids.has(task.id) === isCollapsed)
      return false;
    collapsed.toggle(task.id);
    return undefined;
  };
  useShortcuts({
    moveUp: move('up'),
    moveDown: move('down'),
    indent: move('indent'),
    outdent: move('outdent'),
    collapse: fold(true),
    expand: fold(false),
  });
  return { step: tryStep, put };
}
