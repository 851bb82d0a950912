import type { Task } from '../../../shared/entities/index.ts';
import {
  type PlainFields,
  plainFieldsOf,
  type Subtasks,
  type TaskSnapshot,
} from '../../../shared/events/task.schema.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { positionOf } from './task.position.ts';
import type { Phase4Task } from './task.response.ts';

/** The fields of `Task` that a response shows under the same name. */
export type PresentedField = Exclude<keyof TaskSnapshot, 'completed' | 'reminders'>;
interface Loaded extends Omit<Pick<Task, PresentedField>, 'subtasks'> {
  /** Undefined for a new task, which has none. */
  subtasks?: Subtasks;
  reminders: Iterable<ReminderFields>;
}
interface ReminderFields {
  id: string;
  minutesBefore: number | null | undefined;
  at: Date | null | undefined;
  fireAt: Date;
  state: 'pending' | 'sent' | 'cancelled';
}

/** A task as responses and events carry it. */
export function presentTask(task: Loaded): TaskSnapshot {
  return {
    id: task.id,
    ...(plainFieldsOf(task) as PlainFields),
    completed: task.completedAt != null,
    completedAt: iso(task.completedAt),
    due: task.due ?? null,
    dueAt: iso(task.dueAt),
    reminders: Array.from(task.reminders).sort(byTime).map(presentReminder),
    recurrence: task.recurrence ?? null,
    seriesId: task.seriesId ?? null,
    occurrence: task.occurrence ?? null,
    snoozedUntil: iso(task.snoozedUntil),
    listId: task.listId ?? null,
    parentId: task.parentId ?? null,
    subtasks: task.subtasks ?? { total: 0, completed: 0 },
    position: positionOf(task),
    version: task.version,
    createdAt: task.createdAt.toISOString(),
    updatedAt: task.updatedAt.toISOString(),
  };
}

function presentReminder(reminder: ReminderFields): TaskSnapshot['reminders'][number] {
  return {
    id: reminder.id,
    ...(reminder.minutesBefore == null
      ? { at: (reminder.at ?? reminder.fireAt).toISOString() }
      : { minutesBefore: reminder.minutesBefore }),
    fireAt: reminder.fireAt.toISOString(),
    state: reminder.state,
  };
}

function byTime(a: ReminderFields, b: ReminderFields): number {
  return a.fireAt.getTime() - b.fireAt.getTime() || (a.id < b.id ? -1 : 1);
}

function iso(date: Date | null | undefined): string | null {
  return date?.toISOString() ?? null;
}

/** Returns the function that presents a task with the fields that the API has with or without events. */
export function taskPresenter(eventsEnabled: boolean): (task: TaskSnapshot) => TaskSnapshot | Phase4Task {
  return eventsEnabled ? (task) => task : phase4Task;
}

/** The response of a route that returns one task. */
export function withEtag(task: TaskSnapshot, present: ReturnType<typeof taskPresenter>) {
  return { headers: { ETag: etagOf(task.version) }, body: present(task) };
}

/** A task with the fields of Phase 4. */
function phase4Task(task: TaskSnapshot): Phase4Task {
  const { id, title, description, completed, completedAt, version, createdAt, updatedAt } = task;
  return { id, title, description, completed, completedAt, version, createdAt, updatedAt };
}
