import { Task } from '../../../shared/entities/index.ts';
import { append } from '../outbox/outbox.ts';
import type { Transaction } from '../platform/unit-of-work.ts';
import { presentTask } from '../tasks/task.presenter.ts';
import { eventsOf } from '../tasks/write/task.changes.ts';

/** This many tasks are read at a time. */
const batchSize = 500;

/**
 * Adds an outbox row for each recurring task that was completed while events were off, so that it gets its successor. A task that
 * has a successor is left out.
 */
export async function publishMissedCompletions(tx: Transaction, since: Date, now: Date): Promise<void> {
  let last: string | undefined;
  do {
    const tasks: Task[] = await tx.find(
      Task,
      {
        recurrence: { $ne: null },
        successorId: null,
        completedAt: { $gte: since, $lte: now },
        ...(last ? { id: { $gt: last } } : {}),
      },
      { orderBy: { id: 'asc' }, limit: batchSize, populate: ['reminders'], disableIdentityMap: true },
    );
    const completed = { completed: { from: false, to: true } };
    const events = tasks
      .flatMap((task) => eventsOf('completed', task.ownerId, 'user', presentTask(task), completed))
      .filter(({ topic }) => topic === 'task-events');
    if (events.length > 0) await append(tx, now, [], events);
    last = tasks.length === batchSize ? tasks.at(-1)?.id : undefined;
  } while (last);
}
