import { type TaskSnapshot, task } from '../../../../shared/events/task.schema.ts';
import { type PresentedField, presentTask } from '../task.presenter.ts';

const fields = Object.keys(task.omit({ completed: true, reminders: true, subtasks: true }).shape);
const columnOf = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * The columns of a task with its reminders, named as in responses. Lists read them without entities, which would take a
 * second statement.
 */
export const taskColumns = `
  ${fields.map((field) => `task.${columnOf(field)} as "${field}"`).join(', ')},
  (select json_agg(json_build_object('id', r.id, 'minutesBefore', r.minutes_before, 'at', r.at,
                                     'fireAt', r.fire_at, 'state', r.state))
     from reminder r where r.task_id = task.id) as reminders,
  (select json_build_object('total', count(*), 'completed', count(child.completed_at))
     from task child where child.parent_id = task.id) as subtasks`;

/** A row as the driver returns it: instants are text as PostgreSQL writes it, those of reminders as in JSON. */
export interface TaskRow extends Omit<Pick<TaskSnapshot, PresentedField>, 'position'> {
  position: string | null;
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
  return presentTask({ ...row, reminders: row.reminders ?? [] });
}
