import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import { isForInputMethod } from '../../../keyboard/input-method.ts';
import { focusWhenThere } from '../../../ui/focus-when-there.ts';
import { locationInWords } from '../../list/tree/location.format.ts';
import { locationAfter, locationOf } from '../../list/tree/task.moves.ts';
import { TaskTree } from '../../list/tree/task.tree.ts';
import { useTaskActions } from '../../sync/task.mutations.ts';
import type { Task } from '../../task.ts';
import type { ShownSubtasks } from './subtask.list.tsx';

const hint = 'Tab puts it below the subtask above, Shift+Tab takes it out again. Escape ends that.';
const links = '[data-subtask]';

/**
 * The arrow keys go through the subtasks. From then on Tab puts the focused one below the one above, and Shift+Tab takes it out again,
 * until Escape. Who comes by Tab goes on by Tab, and where a subtask cannot move, the keys leave as everywhere.
 */
export function useSubtaskKeys(task: Task, shown: RefObject<ShownSubtasks>) {
  const actions = useTaskActions();
  /** What the keys do, or what moved where; undefined while Tab leaves. */
  const [said, say] = useState<string>();
  /** Subtasks that were moved here. Their new parent may not be loaded with them yet. */
  const [moved, setMoved] = useState<ReadonlySet<string>>(new Set());

  function go(list: HTMLElement, from: Element | null, step: 1 | -1): boolean {
    const all = [...list.querySelectorAll<HTMLElement>(links)];
    const next = from ? all[all.indexOf(from as HTMLElement) + step] : all.at(-1);
    next?.focus();
    if (next) say(said ?? hint);
    return next !== undefined;
  }

  function move(id: string, step: 'indent' | 'outdent'): boolean {
    const tree = new TaskTree([task, ...[...shown.current.values()].flat()], true);
    const subtask = tree.find(id);
    if (!subtask || (step === 'outdent' && subtask.parentId === task.id)) return false;
    const to = locationAfter(tree, subtask, step);
    if (!to) return false;
    actions.move(subtask, to, locationOf(tree, subtask));
    setMoved((ids) => new Set([...ids, id]));
    say(locationInWords(tree, subtask, to));
    // It is rendered anew below its parent.
    requestAnimationFrame(() => focusWhenThere(`[data-subtask="${id}"]`));
    return true;
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const { key, shiftKey, ctrlKey, altKey, metaKey, target, currentTarget } = event;
    const link = (target as Element).closest<HTMLElement>(links);
    if (!link || ctrlKey || altKey || metaKey || isForInputMethod(event.nativeEvent)) return;
    if (key === 'ArrowUp' || key === 'ArrowDown') {
      go(currentTarget, link, key === 'ArrowUp' ? -1 : 1);
    } else if (said === undefined) {
      return;
    } else if (key === 'Escape') {
      say(undefined);
    } else if (key !== 'Tab' || !move(link.dataset['subtask']!, shiftKey ? 'outdent' : 'indent')) {
      if (key === 'Tab') say(undefined);
      return;
    }
    event.preventDefault();
  }

  /** A subtask that is rendered anew loses the focus for a moment, and to nothing else. */
  function onBlur({ relatedTarget, currentTarget }: FocusEvent<HTMLElement>): void {
    if (relatedTarget && !currentTarget.contains(relatedTarget)) say(undefined);
  }

  return { said, moved, onKeyDown, onBlur, goToLast: (list: HTMLElement) => go(list, null, -1) };
}
