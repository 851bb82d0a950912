import { normalTag } from '../../../../../shared/tag.ts';
import { type DueInput, type Field, fields, type Task, type TaskChanges } from '../../task.ts';

/** A field that was changed here and elsewhere, to different values. */
export interface FieldConflict {
  field: Field;
  mine: unknown;
  theirs: unknown;
}

export interface Merge {
  /** Changes that conflict with nothing and can be sent. */
  clean: TaskChanges;
  conflicts: FieldConflict[];
}

/**
 * Merges changes with a task that was changed elsewhere in the meantime. A field that only one side changed is no conflict, nor
 * one that both changed to the same value. Tags never conflict: both sides' additions and removals apply.
 * @param before the task to which the changes were made
 */
export function mergeChanges(changes: TaskChanges, before: Task, theirs: Task): Merge {
  const merge: Merge = { clean: {}, conflicts: [] };
  for (const field of Object.keys(changes) as Field[]) {
    const mine = changes[field];
    if (sameValue(field, mine, theirs[field])) continue;
    if (sameValue(field, theirs[field], before[field])) Object.assign(merge.clean, { [field]: mine });
    else if (field === 'tags') merge.clean.tags = mergeTags(changes.tags ?? [], before.tags, theirs.tags);
    else merge.conflicts.push({ field, mine, theirs: theirs[field] });
  }
  return merge;
}

function mergeTags(mine: readonly string[], before: readonly string[], theirs: readonly string[]): string[] {
  const added = mine.filter((tag) => !before.includes(tag));
  const kept = theirs.filter((tag) => mine.includes(tag) || !before.includes(tag));
  return [...new Set([...kept, ...added])];
}

/** Tells whether two states of a task look the same to a person. */
export function sameContent(a: Task, b: Task): boolean {
  return a.completed === b.completed && fields.every((field) => sameValue(field, a[field], b[field]));
}

/** Tells whether two values of a field look the same to a person. */
export function sameValue(field: Field, a: unknown, b: unknown): boolean {
  if (field === 'due' && !sameZone(a as DueInput | null, b as DueInput | null)) return false;
  return canonical(field, a) === canonical(field, b);
}

/** Compares zones; a missing zone equals any other. */
function sameZone(a: DueInput | null, b: DueInput | null): boolean {
  return !a?.timeZone || !b?.timeZone || a.timeZone === b.timeZone;
}

/** Returns a value as JSON without what the server adds: ids and states of reminders, a missing zone, defaults of a rule. */
function canonical(field: Field, value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (field === 'title') return String(value).trim();
  if (field === 'due') {
    const { date, time } = value as NonNullable<Task['due']>;
    return `${date} ${time ?? ''}`;
  }
  if (field === 'tags') return JSON.stringify((value as string[]).map(normalTag).sort());
  if (field === 'reminders') {
    const reminders = value as Task['reminders'];
    return JSON.stringify(reminders.map(({ minutesBefore, at }) => minutesBefore ?? Date.parse(at ?? '')).sort());
  }
  if (field === 'recurrence') {
    const {
      frequency,
      interval = 1,
      weekdays = [],
      monthDays = [],
      nthWeekdays = [],
      months = [],
      from = 'due',
      until,
      count,
    } = value as NonNullable<Task['recurrence']>;
    const sets = [weekdays, monthDays, months, nthWeekdays.map(({ nth, weekday }) => `${nth} ${weekday}`)];
    return JSON.stringify([frequency, interval, sets.map((set) => set.map(String).sort()), from, until, count]);
  }
  return JSON.stringify(value);
}
