import type { Clock } from '../../../shared/clock.ts';
import type { TaskSnapshot } from '../../../shared/events/task.schema.ts';
import { append, type NewActivity, type NewEvent } from '../outbox/outbox.ts';
import type { Transaction, UnitOfWork } from '../platform/unit-of-work.ts';
import { fromRow, type TaskRow, taskColumns } from '../tasks/list/task.row.ts';
import { activityOf, differences, taskChanged } from '../tasks/write/task.changes.ts';

/** This bounds the memory and the locks of one transaction. */
export const claimBatch = 500;

/** The last reminder that a check has claimed. The next batch starts behind it, and so skips rows that are not vacuumed yet. */
interface Position {
  fireAt: string;
  id: string;
}
const beginning: Position = { fireAt: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

interface CheckOptions {
  /** After this time no further batch is begun: the next check claims what is left. */
  maxDurationMs: number;
  /** Is called for each batch with how late the oldest of its reminders is. */
  onBatch(lagMs: number): void;
}

/** Claims batch after batch until no reminder is due. @returns the number of claimed reminders */
export async function claimAllDueReminders(
  unitOfWork: UnitOfWork,
  clock: Clock,
  { maxDurationMs, onBatch }: CheckOptions,
): Promise<number> {
  const startedAt = performance.now();
  let claimed = 0;
  let batch: { count: number; oldestMs?: number; last?: Position } = { count: 0 };
  do {
    const now = clock();
    batch = await unitOfWork.transactional((tx) => claimDueReminders(tx, now, batch.last));
    if (batch.oldestMs !== undefined) onBatch(now.getTime() - batch.oldestMs);
    claimed += batch.count;
  } while (batch.count === claimBatch && performance.now() - startedAt < maxDurationMs);
  return claimed;
}

/**
 * Claims reminders that are due, at most `claimBatch`, and puts them into the outbox in the same transaction: each is sent
 * once, however many checks run at the same time. A task that is being changed right now is left for the next check. Batches are
 * claimed as a whole and without entities, because thousands may be due in one minute.
 * @returns the number of claimed reminders (fewer than `claimBatch` when none is left), when the first was due, and the last one
 */
async function claimDueReminders(
  tx: Transaction,
  now: Date,
  after: Position = beginning,
): Promise<{ count: number; oldestMs?: number; last: Position }> {
  const claimed = await lockDueReminders(tx, now, after);
  const last = claimed.at(-1);
  if (!last) return { count: 0, last: after };
  const due = new Set(claimed.map(({ id }) => id));
  const taskIds = uuidArray(new Set(claimed.map(({ taskId }) => taskId)));
  // The tasks are read once the locks are held, because reminders that were not claimed may have changed until then.
  const tasks = await tx.execute<OwnedRow[]>(
    `select ${taskColumns}, task.owner_id as "ownerId" from task where task.id = any(cast(? as uuid[]))`,
    [taskIds],
  );
  await tx.execute(
    `with sent as (update reminder set state = 'sent' where id = any(cast(? as uuid[])))
     update task set version = version + 1, updated_at = ?,
                     snoozed_until = case when snoozed_until > ? then snoozed_until end
      where id = any(cast(? as uuid[]))`,
    [uuidArray(due), now, now, taskIds],
  );
  const reminded = tasks.map((task) => remind(task, due, now));
  await append(
    tx,
    now,
    reminded.map(({ activity }) => activity),
    reminded.flatMap(({ events }) => events),
  );
  return { count: claimed.length, oldestMs: claimed[0]!.fireMs, last };
}

/** Returns the instant of the next reminder that is to be sent, in milliseconds since 1970; Infinity if there is none. */
export async function nextReminderAt(tx: Transaction): Promise<number> {
  const [next] = await tx.execute<{ fireMs: number }[]>(
    `select cast(extract(epoch from r.fire_at) * 1000 as float8) as "fireMs"
       from reminder r join task t on t.id = r.task_id
      where r.state = 'pending' and t.completed_at is null
      order by r.fire_at, r.id limit 1`,
  );
  return next?.fireMs ?? Number.POSITIVE_INFINITY;
}

async function lockDueReminders(tx: Transaction, now: Date, { fireAt, id }: Position) {
  // Just after very many reminders were added, the planner does not know of them and would sort them all for every batch.
  await tx.execute('set local enable_sort = off');
  return tx.execute<(Position & { taskId: string; fireMs: number })[]>(
    `select r.id, r.task_id as "taskId", r.fire_at::text as "fireAt",
            cast(extract(epoch from r.fire_at) * 1000 as float8) as "fireMs"
       from reminder r join task t on t.id = r.task_id
      where r.state = 'pending' and r.fire_at <= ? and t.completed_at is null
        and (r.fire_at, r.id) > (cast(? as timestamptz), cast(? as uuid))
      order by r.fire_at, r.id limit ?
        for update of r, t skip locked`,
    [now, fireAt, id, claimBatch],
  );
}

type OwnedRow = TaskRow & { ownerId: string };

/** Makes the activity row and the events for the reminders of one task that are sent now. */
function remind(row: OwnedRow, due: ReadonlySet<string>, now: Date): { activity: NewActivity; events: NewEvent[] } {
  const before = fromRow(row);
  const sent = before.reminders.filter(({ id }) => due.has(id));
  const after: TaskSnapshot = {
    ...before,
    reminders: before.reminders.map((reminder) => (due.has(reminder.id) ? { ...reminder, state: 'sent' } : reminder)),
    snoozedUntil: before.snoozedUntil && new Date(before.snoozedUntil) > now ? before.snoozedUntil : null,
    version: before.version + 1,
    updatedAt: now.toISOString(),
  };
  const { ownerId } = row;
  return {
    activity: activityOf('reminded', ownerId, 'reminder', after, differences(before, after)),
    events: [
      ...sent.flatMap((reminder) => reminderDue(ownerId, after, reminder)),
      taskChanged(ownerId, 'updated', after),
    ],
  };
}

/** Makes two events: one for the notification service, one for the owner's open pages. */
function reminderDue(ownerId: string, task: TaskSnapshot, reminder: TaskSnapshot['reminders'][number]): NewEvent[] {
  const { id: taskId, title, due, dueAt } = task;
  const content = {
    type: 'reminder.due.v1' as const,
    subject: taskId,
    data: { ownerId, taskId, reminderId: reminder.id, title, due, dueAt, fireAt: reminder.fireAt },
  };
  return [
    { topic: 'reminders', partitionKey: taskId, ownerId, content },
    { topic: 'task-updates', partitionKey: ownerId, ownerId, content },
  ];
}

/** An array literal, as the parameter of `any(cast(? as uuid[]))`. */
function uuidArray(ids: ReadonlySet<string>): string {
  return `{${[...ids].join(',')}}`;
}
