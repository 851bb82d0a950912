import { generateKeyBetween } from 'fractional-indexing';
import { isUnsent, type TaskLocation } from '../../edits/edit.ts';
import type { ListedTask } from '../../task.ts';
import type { Branch, TaskTree } from './task.tree.ts';

/** One step within the manual order: past a sibling, below the sibling before it, or behind its parent. */
export type TreeStep = 'up' | 'down' | 'indent' | 'outdent';

/** Tasks have at most so many levels. */
const mostLevels = 4;

/** Where a task is now, to bring it back there. */
export function locationOf(tree: TaskTree, task: ListedTask): TaskLocation {
  const siblings = tree.siblingsOf(task);
  const { listId, parentId, position } = task;
  return { listId, parentId, position, after: lastSent(siblings.slice(0, siblings.indexOf(task))) };
}

/** Returns the place of the task after the step; undefined where there is none. */
export function locationAfter(tree: TaskTree, task: ListedTask, step: TreeStep): TaskLocation | undefined {
  const siblings = tree.siblingsOf(task);
  const index = siblings.indexOf(task);
  const parent = tree.parentOf(task);
  const before = siblings[index - 1];
  switch (step) {
    case 'up':
      return before && locate(tree, task, parent, siblings[index - 2]);
    case 'down':
      return siblings[index + 1] && locate(tree, task, parent, siblings[index + 1]);
    case 'indent':
      if (!before || deepest(tree, task) <= tree.depthOf(task) || isUnsent(before.id)) return undefined;
      return locate(tree, task, before, tree.childrenOf(before.id).at(-1));
    case 'outdent':
      return parent && locate(tree, task, tree.parentOf(parent), parent);
  }
}

/**
 * Returns the place of a task that is dropped between two rows, as near to the wanted depth as these rows allow.
 * @param rows without the task and what is below it
 * @param gap the number of the row before which it is dropped
 */
export function locationBetween(
  tree: TaskTree,
  task: ListedTask,
  rows: readonly Branch[],
  gap: number,
  wanted: number,
): { location: TaskLocation; depth: number } | undefined {
  const above = rows[gap - 1];
  const least = rows[gap]?.depth ?? 0;
  const most = above ? above.depth + (isUnsent(above.task.id) ? 0 : 1) : 0;
  const depth = Math.max(least, Math.min(wanted, most, deepest(tree, task)));
  if (depth > deepest(tree, task)) return undefined;
  const upwards = rows.slice(0, gap).toReversed();
  const parent = upwards.find((row) => row.depth < depth)?.task;
  const before = upwards.slice(0, parent && upwards.findIndex(({ task: { id } }) => id === parent.id));
  // What is below a collapsed parent is not among the rows.
  const hidden = tree.childrenOf(parent?.id ?? null).filter(({ id }) => id !== task.id);
  const after =
    before.find((row) => row.depth === depth)?.task ??
    (above?.isCollapsed && above.task.id === parent?.id ? hidden.at(-1) : undefined);
  return { location: locate(tree, task, parent, after), depth };
}

/** A task that repeats cannot be a subtask, and what is below the task needs levels, too. */
function deepest(tree: TaskTree, task: ListedTask): number {
  return task.recurrence ? 0 : mostLevels - tree.heightOf(task);
}

function locate(
  tree: TaskTree,
  task: ListedTask,
  parent: ListedTask | undefined,
  after: ListedTask | undefined,
): TaskLocation {
  const siblings = tree.childrenOf(parent?.id ?? null).filter(({ id }) => id !== task.id);
  const index = after ? siblings.indexOf(after) : -1;
  return {
    listId: task.listId,
    parentId: parent?.id ?? null,
    after: lastSent(siblings.slice(0, index + 1)),
    position: between(siblings[index]?.position, siblings[index + 1]?.position),
  };
}

/** The server cannot put a task behind one that it does not know yet. */
function lastSent(tasks: readonly ListedTask[]): string | null {
  return tasks.findLast(({ id }) => !isUnsent(id))?.id ?? null;
}

/** Equal positions have nothing in between, so the server spaces them anew. Until then the task is directly behind both. */
function between(before: string | undefined, behind: string | undefined): string {
  const [from, to] = [before || null, behind || null];
  return from !== null && to !== null && from >= to ? `${from}V` : generateKeyBetween(from, to);
}
