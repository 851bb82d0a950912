import { validate as isUuid, v5 as uuidv5 } from 'uuid';
import type { Priority } from '../../../../shared/events/task.schema.ts';
import { pausesEvery } from '../../platform/pauses.ts';
import type { Property } from '../calendar-export/calendar.property.ts';
import { takeText } from '../import/file.turns.ts';
import type { ImportContext, Owner } from '../import/import.context.ts';
import { Omissions, type Omit, short } from '../import/import.omissions.ts';
import { validTask } from '../import/import.valid.ts';
import type { ImportedTask, Omission } from '../transfer.schema.ts';
import { remindersOf } from './alarms.ts';
import { type Component, calendarsIn, type Fault, integerOf, propertyOf, textOf } from './component.ts';
import { datesOf, ruleOf } from './dates.ts';
import { type OpenOccurrence, openOccurrence } from './open-occurrence.ts';
import { CalendarTimes } from './times.ts';

/**
 * Reads the tasks of an iCalendar file, and lists everything that was left out. A task's id follows from its UID, so that
 * importing the same file again adds nothing.
 * @throws ValidationFailed if the text is not iCalendar, or has too many components
 */
export async function readCalendar(bytes: Buffer, context: ImportContext) {
  const { owner, now } = context;
  const { calendars, faultsOf } = await calendarsIn(takeText(bytes), context);
  const pause = pausesEvery();
  const omissions = new Omissions();
  const leaveOut = (component: Component, reason: string) => omissions.add(whole(component, reason));
  const tasks = new Map<string, ImportedTask>();
  for (const calendar of calendars) {
    for (const fault of faultsOf(calendar)) omissions.add({ uid: null, title: null, ...fault });
    for (const component of calendar[2].filter(([kind]) => kind !== 'vtodo' && kind !== 'vtimezone')) {
      leaveOut(component, `Only tasks (VTODO) are imported, not ${component[0].toUpperCase()}.`);
    }
    const times = new CalendarTimes(calendar, owner.timeZone);
    for (const { todo, overrides } of withOverrides(calendar[2])) {
      await pause();
      const open = openOccurrence(todo, overrides, times);
      for (const one of overrides) {
        if (one !== open.override) leaveOut(one, open.passed.has(one) ? occurrenceOver : occurrenceLater);
      }
      const faults = [todo, open.override].flatMap((one) => (one ? faultsOf(one) : []));
      const read = readTodo(todo, open, faults, times, owner, now);
      if ('reason' in read) leaveOut(todo, read.reason);
      else if (tasks.has(read.task.id)) leaveOut(todo, 'Its UID occurs earlier in the file.');
      else {
        tasks.set(read.task.id, read.task);
        for (const omission of read.omissions) omissions.add(omission);
      }
    }
  }
  return { tasks: [...tasks.values()], lists: [], views: [], omissions: omissions.list() };
}

/** Pairs each task with the components that change single occurrences of it. */
function withOverrides(components: readonly Component[]) {
  const todos = components.filter(([name]) => name === 'vtodo');
  const overrides = Map.groupBy(
    todos.filter((todo) => propertyOf(todo, 'recurrence-id')),
    (todo) => textOf(todo, 'uid') ?? '',
  );
  const masters = todos.filter((todo) => !propertyOf(todo, 'recurrence-id'));
  const read = masters.map((todo) => {
    const uid = textOf(todo, 'uid') ?? '';
    const own = overrides.get(uid) ?? [];
    overrides.delete(uid);
    return { todo, overrides: own };
  });
  // An occurrence without its series is a task of its own.
  return [...read, ...[...overrides.values()].map(([todo, ...others]) => ({ todo: todo!, overrides: others }))];
}

const occurrenceOver = 'This occurrence is over; the import begins with a later one of the series.';
const occurrenceLater = 'Changes of a single occurrence are not supported.';

function whole(component: Component, reason: string): Omission {
  return { ...nameOf(component), property: null, reason };
}

function nameOf(component: Component): Pick<Omission, 'uid' | 'title'> {
  return {
    uid: short(textOf(component, 'uid') ?? '') || null,
    title: short(textOf(component, 'summary') ?? '') || null,
  };
}

/** Properties that other programs' tasks have and tasks here do not. */
const withoutCounterpart: Record<string, string> = {
  attach: 'Tasks have no attachments.',
  attendee: 'Tasks have no attendees.',
  comment: 'Tasks have no comments.',
  geo: 'Tasks have no location.',
  location: 'Tasks have no location.',
  rdate: 'Single occurrences cannot be added to a series.',
  url: 'Tasks have no link; put it in the description.',
};

function readTodo(
  todo: Component,
  { number, override, excludesLater, ...occurrence }: OpenOccurrence,
  faults: readonly Fault[],
  times: CalendarTimes,
  owner: Owner,
  now: Date,
): { task: ImportedTask; omissions: Omission[] } | { reason: string } {
  // The component of an occurrence has its fields; the rule is in the component of the series.
  const fields = override ?? todo;
  const broken = faults.find(({ property }) => property === null);
  if (broken) return { reason: broken.reason };
  const title = textOf(fields, 'summary');
  if (!title) return { reason: 'It has no title (SUMMARY).' };
  const status = textOf(fields, 'status')?.toUpperCase();
  if (status === 'CANCELLED') return { reason: 'It is cancelled.' };

  const omissions: Omission[] = [];
  const omit: Omit = (property, reason) => omissions.push({ ...nameOf(fields), property, reason });
  for (const { property, reason } of faults) omit(property!, reason);
  for (const [property, reason] of Object.entries(withoutCounterpart)) {
    if (propertyOf(fields, property)) omit(property.toUpperCase(), reason);
  }
  if (excludesLater) omit('EXDATE', 'Single occurrences cannot be excluded from a series.');
  const series = datesOf(todo, times, omit);
  const { start, due } = override ? datesOf(override, times, omit) : occurrence;
  const completedAt = completionOf(fields, status, times, now);
  const recurrence = completedAt ? null : ruleOf(todo, series.due, omit, times);
  const uid = textOf(todo, 'uid') ?? JSON.stringify([title, due]);
  const id = idOf(uid, owner);
  const createdAt = times.instant(propertyOf(fields, 'created'));
  const updatedAt = times.instant(propertyOf(fields, 'last-modified')) ?? createdAt;
  const candidate: Record<string, unknown> = {
    id,
    title,
    description: textOf(fields, 'description') ?? '',
    priority: priorityOf(integerOf(fields, 'priority')),
    tags: tagsOf(fields),
    due: due ?? null,
    recurrence,
    reminders: remindersOf(fields, times, { start, due }, omit),
    completedAt,
    parentId: parentOf(fields, owner, omit),
    ...(createdAt ? { createdAt } : {}),
    ...(updatedAt ? { updatedAt } : {}),
    ...(recurrence && (override || number > 1)
      ? { seriesId: uuidv5(`${uid} series`, owner.id), occurrence: number, seriesStart: series.due }
      : {}),
  };
  const task = validTask(candidate, ([field], reason) => {
    omit(propertyNames[String(field)] ?? String(field).toUpperCase(), reason);
  });
  return typeof task === 'string' ? { reason: task } : { task, omissions };
}

function idOf(uid: string, owner: Owner): string {
  return isUuid(uid) ? uid.toLowerCase() : uuidv5(uid, owner.id);
}

/** Reads the task above this one. Without RELTYPE the relation is that to a parent (RFC 5545, section 3.2.15). */
function parentOf([, properties]: Component, owner: Owner, omit: Omit): string | null {
  const relations = properties.filter(([name]) => name === 'related-to');
  const isParent = ([, { reltype = 'PARENT' }]: Property) => String(reltype).toUpperCase() === 'PARENT';
  const [parent, another] = relations.filter(isParent);
  if (another || !relations.every(isParent)) omit('RELATED-TO', 'Only the relation to one parent is imported.');
  return parent ? idOf(String(parent[3]), owner) : null;
}

/** Maps fields to their names in iCalendar, if they are not the same. */
const propertyNames: Record<string, string> = {
  title: 'SUMMARY',
  tags: 'CATEGORIES',
  recurrence: 'RRULE',
  reminders: 'VALARM',
  createdAt: 'CREATED',
  updatedAt: 'LAST-MODIFIED',
  completedAt: 'COMPLETED',
  parentId: 'RELATED-TO',
};

function completionOf(todo: Component, status: string | undefined, times: CalendarTimes, now: Date): string | null {
  const completed = times.instant(propertyOf(todo, 'completed'));
  const isDone = status === 'COMPLETED' || (!status && (completed || integerOf(todo, 'percent-complete') === 100));
  if (!isDone) return null;
  return completed ?? times.instant(propertyOf(todo, 'last-modified')) ?? now.toISOString();
}

/** Reads a priority: 1 is the highest, 9 the lowest, and 0 stands for none (RFC 5545, section 3.8.1.9). */
function priorityOf(value: number): Priority | undefined {
  if (value < 1 || value > 9) return undefined;
  if (value === 1) return 'urgent';
  if (value < 5) return 'high';
  return value === 5 ? 'medium' : 'low';
}

function tagsOf([, properties]: Component): string[] {
  const categories = properties.filter(([name]) => name === 'categories').flatMap(([, , , ...values]) => values);
  return categories.map(String).filter((tag) => tag.trim() !== '');
}
