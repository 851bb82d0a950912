import type { TaskLocation } from '../../edits/edit.ts';
import type { ListedTask } from '../../task.ts';
import type { TaskTree } from './task.tree.ts';

/** Says where a task is once it has moved, for screen readers. */
export function locationInWords(tree: TaskTree, task: ListedTask, { parentId, after }: TaskLocation): string {
  const siblings = tree.childrenOf(parentId).filter(({ id }) => id !== task.id);
  const number = siblings.findIndex(({ id }) => id === after) + 2;
  const parent = tree.find(parentId);
  return `${task.title} is now number ${number} of ${siblings.length + 1}${parent ? ` below ${parent.title}` : ''}`;
}
