import { Activity, type Task } from '../../../../../shared/entities/index.ts';
import { nextOccurrence } from '../../../../../shared/schedule/recurrence.ts';
import type { Transaction } from '../../../platform/unit-of-work.ts';
import { lockTrees, readTrees } from '../../tree/tree.lock.ts';
import { ChangeRecorder } from '../../write/change.recorder.ts';
import type { ChangeContext } from '../../write/task.changes.ts';
import { cancelPastReminders } from '../reminder.plan.ts';
import { copyTree } from './tree.copy.ts';

/**
 * Creates the successor of a completed occurrence exactly once: the predecessor is locked, must still be completed by that same
 * completion, and records its successor in the same transaction.
 * @returns the successor's id; undefined when it exists already or is not wanted any more
 */
export async function createSuccessor(
  tx: Transaction,
  context: ChangeContext,
  predecessorId: string,
  completedAt: Date,
): Promise<string | undefined> {
  const [row] = await tx.execute<{ ownerId: string }[]>(`select owner_id as "ownerId" from task where id = ?`, [
    predecessorId,
  ]);
  if (!row) return undefined;
  const trees = await lockTrees(tx, row.ownerId, [predecessorId]);
  const task = trees.find(predecessorId);
  if (!task?.recurrence || !task.due || !task.seriesStart || !task.occurrence) return undefined;
  if (task.successorId || task.completedAt?.getTime() !== completedAt.getTime()) return undefined;
  const { recurrence, seriesId, seriesStart } = task;
  const next = nextOccurrence(
    { rule: recurrence, start: seriesStart },
    { number: task.occurrence, due: task.due, completedAt },
    context.now,
  );
  if (!next) return undefined;
  const recorder = new ChangeRecorder(tx, context);
  const copies = copyTree(recorder, trees, task, next.due);
  const [successor] = copies as [Task];
  Object.assign(successor, { recurrence, seriesId, seriesStart, occurrence: next.number });
  for (const copy of copies) cancelPastReminders(copy, context.now);
  task.successorId = successor.id;
  await recorder.record();
  return successor.id;
}

/**
 * Removes the successors of tasks that are reopened, so that completing these again creates new ones. A successor that a person
 * has changed stays, and stays recorded, so that there is never a second one.
 */
export async function removeUntouchedSuccessors(recorder: ChangeRecorder, tasks: readonly Task[]): Promise<void> {
  const recurring = tasks.filter(({ successorId }) => successorId);
  if (!recurring[0]) return;
  const { tx } = recorder;
  const ids = recurring.map(({ successorId }) => successorId!);
  const trees = await readTrees(tx, recurring[0].ownerId, ids);
  const touched = await touchedAmong(
    tx,
    [...trees.tasks].map(({ id }) => id),
  );
  for (const task of recurring) {
    const successor = trees.find(task.successorId);
    if (!successor || trees.subtreeOf(successor).some(({ id }) => touched.has(id))) continue;
    recorder.watch(trees.subtreeOf(successor));
    recorder.removeTrees(trees, [successor]);
    task.successorId = null;
  }
}

/** Returns the ids of those tasks that a person has changed, and of those whose activity is no longer kept: they may have. */
async function touchedAmong(tx: Transaction, ids: string[]): Promise<Set<string>> {
  const changes = await tx.find(
    Activity,
    { taskId: { $in: ids }, $or: [{ actor: { $in: ['user', 'chat'] } }, { action: 'created' }] },
    { fields: ['taskId', 'actor'] },
  );
  const byTask = Map.groupBy(changes, ({ taskId }) => taskId);
  return new Set(ids.filter((id) => byTask.get(id)?.every(({ actor }) => actor === 'recurring') !== true));
}
