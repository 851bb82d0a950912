import type { TaskSnapshot } from '../../../../shared/events/task.schema.ts';
import { presentTask } from '../task.presenter.ts';

/** The columns of a task with its reminders. Lists read them without entities, which would take a second statement. */
export const taskColumns = `
  task.id, task.title, task.description, task.completed_at, task.priority, to_json(task.tags) as tags, task.due, task.due_at,
  task.recurrence, task.series_id, task.occurrence, task.snoozed_until, task.version, task.created_at, task.updated_at,
  (select json_agg(json_build_object('id', r.id, 'minutesBefore', r.minutes_before, 'at', r.at,
                                     'fireAt', r.fire_at, 'state', r.state))
     from reminder r where r.task_id = task.id) as reminders`;

/** A row as the driver returns it: instants are text. */
export interface TaskRow {
  id: string;
  title: string;
  description: string;
  completed_at: string | null;
  priority: TaskSnapshot['priority'];
  tags: string[];
  due: TaskSnapshot['due'];
  due_at: string | null;
  recurrence: TaskSnapshot['recurrence'];
  series_id: string | null;
  occurrence: number | null;
  snoozed_until: string | null;
  version: number;
  created_at: string;
  updated_at: string;
  reminders:
    | {
        id: string;
        minutesBefore: number | null;
        at: string | null;
        fireAt: string;
        state: 'pending' | 'sent' | 'cancelled';
      }[]
    | null;
}

export function fromRow(row: TaskRow): TaskSnapshot {
  const date = (value: string | null) => (value === null ? null : new Date(value));
  return presentTask({
    ...row,
    completedAt: date(row.completed_at),
    dueAt: date(row.due_at),
    seriesId: row.series_id,
    snoozedUntil: date(row.snoozed_until),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    reminders: (row.reminders ?? []).map((reminder) => ({
      ...reminder,
      at: date(reminder.at),
      fireAt: new Date(reminder.fireAt),
    })),
  });
}
