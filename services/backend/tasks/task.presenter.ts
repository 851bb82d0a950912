import type { Task } from '../../../shared/entities/index.ts';
import {
  type PlainFields,
  plainFieldsOf,
  type Subtasks,
  type TaskSnapshot,
} from '../../../shared/events/task.schema.ts';
import { etagOf } from '../../../shared/http/etag.ts';
import { lastPosition } from '../platform/positions.ts';
import type { Phase4Task } from './task.response.ts';

/** The fields of `Task` that a response shows under the same name. */
export type PresentedField = Exclude<keyof TaskSnapshot, 'completed' | 'reminders'>;
/** An entity has instants as dates, and a row as text. */
type Instant = Date | string;
type WithInstants<Fields> = { [Field in keyof Fields]: Fields[Field] | (Date extends Fields[Field] ? string : never) };
interface Loaded extends Omit<WithInstants<Pick<Task, PresentedField>>, 'subtasks'> {
  /** Undefined for a new task, which has none. */
  subtasks?: Subtasks;
  reminders: Iterable<ReminderFields>;
}
interface ReminderFields {
  id: string;
  minutesBefore: number | null | undefined;
  at: Instant | null | undefined;
  fireAt: Instant;
  state: 'pending' | 'sent' | 'cancelled';
}

/** A task as responses and events carry it. */
export function presentTask(task: Loaded): TaskSnapshot {
  const createdAt = iso(task.createdAt);
  return {
    id: task.id,
    ...(plainFieldsOf(task) as PlainFields),
    completed: task.completedAt != null,
    completedAt: isoOrNull(task.completedAt),
    due: task.due ?? null,
    dueAt: isoOrNull(task.dueAt),
    reminders: Array.from(task.reminders, presentReminder).sort(byTime),
    recurrence: task.recurrence ?? null,
    seriesId: task.seriesId ?? null,
    occurrence: task.occurrence ?? null,
    snoozedUntil: isoOrNull(task.snoozedUntil),
    listId: task.listId ?? null,
    parentId: task.parentId ?? null,
    subtasks: task.subtasks ?? { total: 0, completed: 0 },
    position: task.position ?? lastPosition(new Date(createdAt), task.id),
    version: task.version,
    createdAt,
    updatedAt: iso(task.updatedAt),
  };
}

type PresentedReminder = TaskSnapshot['reminders'][number];

function presentReminder(reminder: ReminderFields): PresentedReminder {
  return {
    id: reminder.id,
    ...(reminder.minutesBefore == null
      ? { at: iso(reminder.at ?? reminder.fireAt) }
      : { minutesBefore: reminder.minutesBefore }),
    fireAt: iso(reminder.fireAt),
    state: reminder.state,
  };
}

function byTime(a: PresentedReminder, b: PresentedReminder): number {
  return Date.parse(a.fireAt) - Date.parse(b.fireAt) || (a.id < b.id ? -1 : 1);
}

function isoOrNull(at: Instant | null | undefined): string | null {
  return at == null ? null : iso(at);
}

/**
 * PostgreSQL writes `2026-01-31 09:00:00.5+00`, and as JSON `2026-01-31T09:00:00.5+00:00`. A page of a list has many of them, and a
 * `Date` takes five times as long.
 */
function iso(at: Instant): string {
  const zone = typeof at === 'string' && /\+00(:00)?$/.exec(at)?.[0].length;
  if (!zone) return new Date(at).toISOString();
  return `${at.slice(0, 10)}T${at.slice(11, 19)}.${at.slice(20, -zone).padEnd(3, '0')}Z`;
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
