import type { Due, Priority, Recurrence, TaskSnapshot } from '../../../shared/events/task.schema.ts';

export type { Due, Priority, Recurrence };

/** A task as the API returns it. Fields that Phase 4 lacks get empty values, so that no caller has to check for them. */
export type Task = TaskSnapshot;

/** With `q` the response adds `highlight`: both texts as escaped HTML, with `<mark>` as the only tag. */
export type ListedTask = Task & { highlight?: { title: string; description: string } };

/** A due without a time zone is in the user's. */
export type DueInput = Omit<Due, 'timeZone'> & { timeZone?: string };
export type ReminderInput = { minutesBefore: number } | { at: string };

/** The fields of a new task. All but the title have defaults. */
export interface NewTask {
  title: string;
  description?: string;
  priority?: Priority;
  tags?: string[];
  due?: DueInput | null;
  recurrence?: Recurrence | null;
  reminders?: ReminderInput[];
  /** Null or absent for the Inbox. */
  listId?: string | null;
  /** The task of which it is a subtask. */
  parentId?: string | null;
}

export type Field = keyof NewTask;

/** The fields that a person can change, with their names on the page. */
export const fieldNames: Record<Field, string> = {
  title: 'Title',
  description: 'Description',
  priority: 'Priority',
  tags: 'Tags',
  due: 'Due',
  recurrence: 'Repeats',
  reminders: 'Reminders',
  listId: 'List',
  parentId: 'Part of',
};
export const fields = Object.keys(fieldNames) as Field[];

/** A task may have at most this many tags. */
export const mostTags = 20;

/** Fields that are absent are not changed. */
export type TaskChanges = Partial<NewTask>;

/** The most urgent priority comes first. */
export const priorities = ['urgent', 'high', 'medium', 'low'] as const satisfies readonly Priority[];

type BasicField = 'id' | 'title' | 'description' | 'completed' | 'completedAt' | 'version' | 'createdAt' | 'updatedAt';

const emptyEventFields: Omit<Task, BasicField> = {
  priority: 'medium',
  tags: [],
  due: null,
  dueAt: null,
  reminders: [],
  recurrence: null,
  seriesId: null,
  occurrence: null,
  snoozedUntil: null,
  listId: null,
  parentId: null,
  subtasks: { total: 0, completed: 0 },
  position: '',
};

/** Adds the fields that a Phase 4 response lacks. */
export function wholeTask<Part extends Pick<Task, BasicField>>(task: Part): Part & Omit<Task, BasicField> {
  return { ...emptyEventFields, ...task };
}

/** Returns the task's fields as changes can set them, with the reminders that are still to come. */
export function valuesOf(task: Task): Required<NewTask> {
  const { title, description, priority, tags, due, recurrence, listId, parentId } = task;
  const pending = task.reminders.filter(({ state }) => state === 'pending');
  const reminders = pending.map(
    ({ minutesBefore, at, fireAt }): ReminderInput =>
      minutesBefore === undefined ? { at: at ?? fireAt } : { minutesBefore },
  );
  return { title, description, priority, tags, due, recurrence, reminders, listId, parentId };
}

/** Returns what adds a task like this one. Defaults are left out, since Phase 4 does not know most fields. */
export function inputOf(task: Task): NewTask {
  const { title, ...values } = valuesOf(task);
  const set = Object.entries(values).filter(([field, value]) => {
    if (Array.isArray(value)) return value.length > 0;
    return value !== null && value !== '' && !(field === 'priority' && value === emptyEventFields.priority);
  });
  return { title, ...Object.fromEntries(set) };
}
