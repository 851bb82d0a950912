import type { Transaction } from '../../../shared/database/orm.ts';
import { type Reminder, Task } from '../../../shared/entities/index.ts';
import { append, type NewActivity, type NewEvent } from '../outbox/outbox.ts';
import { type ChangeContext, differences, taskChanged, touch } from '../tasks/task.changes.ts';
import { presentTask } from '../tasks/task.presenter.ts';

/** Bounds the memory and the locks of one transaction. */
export const claimBatch = 250;

/**
 * Claims reminders that are due, at most `claimBatch`, and puts them into the outbox in the same transaction: each is sent
 * once, however many checkers run. A task that someone is changing right now is left for the next check.
 * @returns how many were claimed; fewer than `claimBatch` means that none is left.
 */
export async function claimDueReminders(tx: Transaction, now: Date): Promise<number> {
  const claimed = await tx.execute<{ id: string; taskId: string }[]>(
    `select r.id, r.task_id as "taskId"
       from reminder r join task t on t.id = r.task_id
      where r.state = 'pending' and r.fire_at <= ? and t.completed_at is null
      order by r.fire_at limit ?
        for update of r, t skip locked`,
    [now, claimBatch],
  );
  if (claimed.length === 0) return 0;
  const due = new Set(claimed.map(({ id }) => id));
  const tasks = await tx.find(Task, { id: { $in: claimed.map(({ taskId }) => taskId) } });
  await tx.populate(tasks, ['reminders']);
  const reminded = tasks.map((task) => remind({ actor: 'reminder', now, phase5: true }, task, due));
  await append(
    tx,
    now,
    reminded.map(({ activity }) => activity),
    reminded.flatMap(({ events }) => events),
  );
  return claimed.length;
}

/** Marks a task's due reminders as sent; answers what tells of it. */
function remind(
  context: ChangeContext,
  task: Task,
  due: ReadonlySet<string>,
): { activity: NewActivity; events: NewEvent[] } {
  const { ownerId, id: taskId } = task;
  const before = presentTask(task);
  const sent = task.reminders.filter((reminder) => due.has(reminder.id));
  for (const reminder of sent) reminder.state = 'sent';
  touch(task, context);
  const snapshot = presentTask(task);
  const changes = differences(before, snapshot);
  return {
    activity: { ownerId, taskId, action: 'reminded', changes, actor: context.actor },
    events: [...sent.flatMap((reminder) => reminderDue(task, reminder)), taskChanged(ownerId, 'updated', snapshot)],
  };
}

/** Once for the notification service, once for the owner's open pages. */
function reminderDue(task: Task, reminder: Reminder): NewEvent[] {
  const { ownerId } = task;
  const content = {
    type: 'reminder.due.v1' as const,
    subject: task.id,
    data: {
      ownerId,
      taskId: task.id,
      reminderId: reminder.id,
      title: task.title,
      dueAt: task.dueAt?.toISOString() ?? null,
      fireAt: reminder.fireAt.toISOString(),
    },
  };
  return [
    { topic: 'reminders', partitionKey: task.id, ownerId, content },
    { topic: 'task-updates', partitionKey: ownerId, ownerId, content },
  ];
}
