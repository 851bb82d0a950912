import { generateKeyBetween } from 'fractional-indexing';
import type { Task } from '../../../../shared/entities/index.ts';
import type { TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import type { IfMatch } from '../../../../shared/http/etag.ts';
import { NotFound, ValidationFailed } from '../../../../shared/http/problem.ts';
import type { Transaction } from '../../platform/unit-of-work.ts';
import { positionOf } from '../task.position.ts';
import { presentTask } from '../task.presenter.ts';
import { ChangeRecorder } from '../write/change.recorder.ts';
import type { ChangeContext } from '../write/task.changes.ts';
import { type Owner, requireTask } from '../write/task.lock.ts';
import { respace } from './position.respace.ts';
import { neighboursAt, type Sibling } from './siblings.ts';
import { type Destination, placeTask } from './task.place.ts';
import { lockTrees } from './tree.lock.ts';

/** A longer position makes its surroundings be spaced anew. */
const longestPosition = 60;

export interface Move extends Destination {
  /** The task behind which it goes; null for the first place. */
  after: string | null;
}

/**
 * Gives a task its place in the manual order of its list and parent, or of others. The lock of the account makes moves take turns,
 * so no two tasks get the same place.
 * @throws NotFound (the task, the list, the parent, `after`), PreconditionFailed, ValidationFailed, Conflict
 */
export async function moveTask(
  tx: Transaction,
  context: ChangeContext,
  owner: Owner,
  id: string,
  { after, ...destination }: Move,
  ifMatch?: IfMatch,
): Promise<TaskSnapshot> {
  const trees = await lockTrees(tx, owner.id, [id], destination.parentId ? [destination.parentId] : []);
  const task = requireTask(trees, id, ifMatch);
  const recorder = new ChangeRecorder(tx, context);
  recorder.watch(trees.tasks);
  const { parentId, listId } = task;
  placeTask(trees, task, destination, context.now);
  const isThere = task.parentId === parentId && task.listId === listId;
  const { found, before, behind } = await neighboursAt(tx, task, after);
  if (after !== null && !found) throw new NotFound('There is no such task to go behind.');
  if (after !== null && !before) throw new ValidationFailed([{ path: 'after', message: notThere }]);
  if (!isThere || !isBetween(positionOf(task), before, behind)) {
    const position = positionBetween(task, before, behind);
    if (position === undefined) await respace(recorder, task, before);
    else task.position = position;
  }
  await recorder.record();
  return presentTask(task);
}

const notThere = 'Must be another task in the same list, under the same parent.';

function isBetween(position: string, before: Sibling | undefined, behind: Sibling | undefined): boolean {
  return (!before || before.position < position) && (!behind || position < behind.position);
}

/**
 * Completed tasks may lie in between that were not looked for. A part of the id makes it a position of its own.
 * @returns undefined if there is no room
 */
function positionBetween({ id }: Task, before?: Sibling, behind?: Sibling): string | undefined {
  if (before && before.position === behind?.position) return undefined;
  const between = generateKeyBetween(before?.position, behind?.position);
  const own = `${between}${id.slice(-4)}V`;
  const position = !behind || own < behind.position ? own : between;
  return position.length > longestPosition ? undefined : position;
}
