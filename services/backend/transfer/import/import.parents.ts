import type { Task } from '../../../../shared/entities/index.ts';
import { Conflict, NotFound, ValidationFailed } from '../../../../shared/http/problem.ts';
import { placeNewTask } from '../../tasks/tree/task.place.ts';
import type { TaskTrees } from '../../tasks/tree/task.trees.ts';
import type { NewTaskRow } from './import.rows.ts';

/** So many tasks of one place may have the same position, as a recurring task and its successors have. */
const mostAlike = 20;

/** A new row, which has what the trees need of a task. */
type Row = NewTaskRow & Pick<Task, 'subtasks'>;
type OmitOf = (row: Row, property: 'parentId' | 'listId', reason: string) => void;

/**
 * Puts the new tasks under their parents. One that cannot be where the file says becomes no subtask, and that is told.
 * @param trees the tasks that exist already and are parents of new ones
 * @returns the rows, each after its parent, with the number of its subtasks
 */
export function placeRows(rows: readonly NewTaskRow[], trees: TaskTrees, omit: OmitOf): Row[] {
  const unplaced = new Map(rows.map((row) => [row.id, { ...row, subtasks: { total: 0, completed: 0 } }]));
  const placed: Row[] = [];
  for (const { id } of rows) {
    for (const row of chainFrom(id, unplaced, omit).reverse()) {
      place(row, trees, omit);
      unplaced.delete(row.id);
      placed.push(row);
    }
  }
  forgetCommonPositions(placed);
  return placed;
}

/** Returns the task and those above it that are not placed yet. Where they form a circle, none of it has a parent. */
function chainFrom(id: string, unplaced: ReadonlyMap<string, Row>, omit: OmitOf): Row[] {
  const chain = new Set<Row>();
  let row = unplaced.get(id);
  while (row && !chain.has(row)) {
    chain.add(row);
    row = unplaced.get(row.parentId ?? '');
  }
  if (row) {
    const path = [...chain];
    for (const each of path.slice(path.indexOf(row))) {
      omit(each, 'parentId', 'The tasks are below each other in a circle.');
      each.parentId = null;
    }
  }
  return [...chain];
}

function place(row: Row, trees: TaskTrees, omit: OmitOf): void {
  const task = row as unknown as Task;
  const parent = trees.find(row.parentId);
  if (parent && row.listId && row.listId !== parent.listId) {
    omit(row, 'listId', 'A subtask is in the list of its parent.');
    row.listId = null;
  }
  try {
    placeNewTask(trees, task);
  } catch (error) {
    if (!(error instanceof NotFound || error instanceof ValidationFailed || error instanceof Conflict)) throw error;
    omit(
      row,
      'parentId',
      error instanceof ValidationFailed ? error.errors.map(({ message }) => message).join(' ') : error.message,
    );
    row.parentId = null;
    trees.add(task);
  }
}

/** A place with too many equal positions would leave no room between them. */
function forgetCommonPositions(rows: readonly Row[]): void {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (!row.position) continue;
    const key = [row.listId, row.parentId, row.position].join();
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > mostAlike) row.position = null;
  }
}
