import type { Task } from '../../../../shared/entities/index.ts';
import { Conflict, type FieldError, NotFound, ValidationFailed } from '../../../../shared/http/problem.ts';
import { lastPosition } from '../../platform/positions.ts';
import type { TaskTrees } from './task.trees.ts';

/** A root is on level 1. */
export const mostLevels = 4;
export const mostSubtasks = 100;

/** Where a task is to be. What is undefined follows from the rest. */
export interface Destination {
  listId?: string | null | undefined;
  parentId?: string | null | undefined;
}

/**
 * Puts a watched task, with its descendants, into a list and under a parent, as the last one there. When it is there already,
 * nothing changes.
 * @throws NotFound (the parent), ValidationFailed, Conflict (an open task under a completed one)
 */
export function placeTask(trees: TaskTrees, task: Task, { listId, parentId }: Destination, now: Date): void {
  const parent = requireParent(trees, parentId === undefined ? task.parentId : parentId);
  if (parent && parent.id !== task.parentId) requireRoom(trees, parent, task);
  if (parent && listId !== undefined) requireListOf(parent, listId);
  const list = parent ? parent.listId : listId === undefined ? task.listId : listId;
  const isThere = (parent?.id ?? null) === (task.parentId ?? null) && (list ?? null) === (task.listId ?? null);
  if (isThere) return;
  trees.move(task, parent?.id ?? null);
  for (const each of trees.subtreeOf(task)) each.listId = list ?? null;
  task.position = lastPosition(now, task.id);
}

/** Adds a new task to the trees, in the list of its parent. */
export function placeNewTask(trees: TaskTrees, task: Task): void {
  const parent = requireParent(trees, task.parentId);
  if (parent) {
    requireRoom(trees, parent, task);
    if (task.listId) requireListOf(parent, task.listId);
    task.listId = parent.listId ?? null;
  }
  trees.add(task);
}

function requireParent(trees: TaskTrees, id: string | null | undefined): Task | undefined {
  const parent = trees.find(id);
  if (id && !parent) throw noParent;
  return parent;
}

function requireRoom(trees: TaskTrees, parent: Task, task: Task): void {
  const refuse = (message: string): FieldError => ({ path: 'parentId', message });
  const above = [parent, ...trees.ancestorsOf(parent)];
  const errors = [
    ...(above.includes(task) ? [refuse('A task cannot be below itself.')] : []),
    ...(above.length + trees.heightOf(task) > mostLevels ? [refuse(`Tasks have at most ${mostLevels} levels.`)] : []),
    ...(parent.subtasks.total >= mostSubtasks ? [refuse(`A task has at most ${mostSubtasks} subtasks.`)] : []),
    ...(task.recurrence ? [refuse('A task that repeats cannot be a subtask; clear its recurrence first.')] : []),
  ];
  if (errors.length > 0) throw new ValidationFailed(errors);
  if (parent.completedAt && !task.completedAt) throw completedParent;
}

function requireListOf(parent: Task, listId: string | null): void {
  if (listId === (parent.listId ?? null)) return;
  throw new ValidationFailed([
    { path: 'listId', message: 'A subtask is in the list of its parent; move it out with parentId null.' },
  ]);
}

export const noParent = new NotFound('There is no such parent task.');
export const completedParent = new Conflict('The parent task is completed. Reopen it first.');
