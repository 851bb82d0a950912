import { v7 as uuidv7 } from 'uuid';
import { Task } from '../../../../../shared/entities/index.ts';
import { type Due, plainFieldsOf } from '../../../../../shared/events/task.schema.ts';
import { dueInstant } from '../../../../../shared/schedule/due.ts';
import { positionOf } from '../../task.position.ts';
import { TaskTrees } from '../../tree/task.trees.ts';
import type { ChangeRecorder } from '../../write/change.recorder.ts';
import { daysBetween, movedBy } from '../due.shift.ts';
import { setReminders } from '../reminder.plan.ts';

/**
 * Creates a task and its subtasks again, all open and each at its place, with the relative reminders. Dues move along.
 * @param rootDue the due of the copied root; those of the subtasks move by as many days
 * @returns the copies, each after its parent
 */
export function copyTree(recorder: ChangeRecorder, trees: TaskTrees, root: Task, rootDue: Due): Task[] {
  const { tx, context } = recorder;
  const { now } = context;
  const days = daysBetween(root.due ?? rootDue, rootDue);
  const copies = new Map<string, Task>();
  const copied = new TaskTrees();
  for (const [seq, task] of trees.subtreeOf(root).entries()) {
    const due = task === root ? rootDue : task.due ? (movedBy(task.due, days) ?? task.due) : null;
    const copy = tx.create(Task, {
      id: uuidv7({ msecs: now.getTime(), seq }),
      ownerId: task.ownerId,
      ...plainFieldsOf(task),
      parentId: copies.get(task.parentId ?? '')?.id ?? task.parentId,
      position: positionOf(task),
      due,
      dueAt: due && dueInstant(due),
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
    copies.set(task.id, copy);
    copied.add(copy);
    tx.persist(copy);
    const relative = task.reminders.getItems().flatMap(({ minutesBefore }) => minutesBefore ?? []);
    setReminders(
      tx,
      copy,
      relative.map((minutesBefore) => ({ minutesBefore })),
      now,
    );
    recorder.create(copy);
  }
  return [...copies.values()];
}
