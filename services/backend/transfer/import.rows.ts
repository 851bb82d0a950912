import type { Due, Priority, Recurrence } from '../../../shared/events/task.schema.ts';
import type { Transaction } from '../platform/unit-of-work.ts';

export interface NewTaskRow {
  id: string;
  ownerId: string;
  title: string;
  description: string;
  completedAt: Date | null;
  priority: Priority;
  tags: string[];
  due: Due | null;
  dueAt: Date | null;
  recurrence: Recurrence | null;
  seriesId: string | null;
  occurrence: number | null;
  seriesStart: Due | null;
  successorId: string | null;
  snoozedUntil: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  reminders: NewReminderRow[];
}

export interface NewReminderRow {
  id: string;
  minutesBefore: number | null;
  at: Date | null;
  fireAt: Date;
  state: 'pending' | 'sent' | 'cancelled';
}

/** Two statements, however many: ten thousand would be slow to hold as entities. */
export async function insertTasks(tx: Transaction, rows: readonly NewTaskRow[]): Promise<void> {
  await tx.execute(
    `insert into task (id, owner_id, title, description, completed_at, priority, tags, due, due_at, recurrence, series_id,
                       occurrence, series_start, successor_id, snoozed_until, version, created_at, updated_at)
     select id, "ownerId", title, description, "completedAt", priority, tags, due, "dueAt", recurrence, "seriesId",
            occurrence, "seriesStart", "successorId", "snoozedUntil", version, "createdAt", "updatedAt"
       from json_to_recordset(?) as new
         (id uuid, "ownerId" uuid, title text, description text, "completedAt" timestamptz, priority task_priority,
          tags text[], due jsonb, "dueAt" timestamptz, recurrence jsonb, "seriesId" uuid, occurrence int,
          "seriesStart" jsonb, "successorId" uuid, "snoozedUntil" timestamptz, version int, "createdAt" timestamptz,
          "updatedAt" timestamptz)`,
    [JSON.stringify(rows)],
  );
  const reminders = rows.flatMap((row) => row.reminders.map((reminder) => ({ ...reminder, taskId: row.id })));
  if (reminders.length === 0) return;
  await tx.execute(
    `insert into reminder (id, task_id, minutes_before, at, fire_at, state)
     select id, "taskId", "minutesBefore", at, "fireAt", state from json_to_recordset(?) as new
       (id uuid, "taskId" uuid, "minutesBefore" int, at timestamptz, "fireAt" timestamptz, state reminder_state)`,
    [JSON.stringify(reminders)],
  );
}
