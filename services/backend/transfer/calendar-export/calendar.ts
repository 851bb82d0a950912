import ICAL from 'ical.js';
import type { Due, Priority } from '../../../../shared/events/task.schema.ts';
import type { ExportedTask } from '../transfer.schema.ts';
import { instant, type Property, timeProperty, timeZoneDefinition } from './calendar.property.ts';
import { dueAfterStart, type OpenSeries, openSeries } from './calendar.series.ts';

// iCalendar (RFC 5545, https://www.rfc-editor.org/rfc/rfc5545) is written by ical.js from its JSON form (jCal, RFC 7265).

type Kind = 'vtodo' | 'vevent';
type Component = [name: string, properties: Property[], components: Component[]];

// A line may have 75 octets (section 3.1). The library does not count the space at the beginning of a continuation line.
ICAL.foldLength = 74;

/** Values from 1, the highest priority, to 9 (section 3.8.1.9). */
const priorities: Record<Priority, number> = { urgent: 1, high: 3, medium: 5, low: 9 };

const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//todo//tasks//EN', 'CALSCALE:GREGORIAN'];
export const calendarEnd = 'END:VCALENDAR\r\n';

/** @param properties further properties of the calendar, each a line */
export function calendarStart(timeZones: readonly string[], properties: readonly string[] = []): string {
  const blocks = new Set(timeZones.flatMap((zone) => timeZoneDefinition(zone)?.text ?? []));
  return [...head, ...properties, ...blocks, ''].join('\r\n');
}

/** Writes a task as a VTODO. A recurring task whose occurrence was moved has two: the series and that occurrence. */
export function todoText(task: ExportedTask): string {
  return textOf('vtodo', task);
}

/** Writes a task with a due as a VEVENT, likewise. It begins at the due and takes no time. */
export function eventText(task: DueTask): string {
  return textOf('vevent', task);
}

export type DueTask = ExportedTask & { due: Due };

function textOf(...given: ['vtodo', ExportedTask] | ['vevent', DueTask]): string {
  return componentsOf(...given)
    .map((component) => `${ICAL.stringify(component)}\r\n`)
    .join('');
}

function componentsOf(...given: ['vtodo', ExportedTask] | ['vevent', DueTask]): Component[] {
  const [kind, task] = given;
  const series = openSeries(task);
  if (series?.movedTo) return [seriesPart(kind, task, series), movedPart(kind, task, series.first, series.movedTo)];
  if (series) return [seriesPart(kind, task, series)];
  if (kind === 'vevent') return [component(kind, task, startAt(kind, given[1].due), 'START')];
  return [component(kind, task, task.due ? [timeProperty('due', task.due)] : [], 'END')];
}

function startAt(kind: Kind, start: Due): Property[] {
  return [timeProperty('dtstart', start), ...(kind === 'vtodo' ? [dueAfterStart(start)] : [])];
}

function seriesPart(kind: Kind, task: ExportedTask, { first, movedTo, rule }: OpenSeries): Component {
  // Reminders at an instant of their own belong to the moved occurrence alone, and relative ones to the series as well.
  const reminders = movedTo ? task.reminders.filter((reminder) => isRelative(reminder, task)) : task.reminders;
  return component(kind, { ...task, reminders }, [...startAt(kind, first), ...rule], 'START');
}

function movedPart(kind: Kind, task: ExportedTask, first: Due, movedTo: Due): Component {
  return component(kind, task, [timeProperty('recurrence-id', first), ...startAt(kind, movedTo)], 'START');
}

function component(kind: Kind, task: ExportedTask, times: Property[], due: 'START' | 'END'): Component {
  const { completedAt } = task;
  const properties: Property[] = [
    ['uid', {}, 'text', task.id],
    ['dtstamp', {}, 'date-time', instant(task.updatedAt)],
    ['created', {}, 'date-time', instant(task.createdAt)],
    ['last-modified', {}, 'date-time', instant(task.updatedAt)],
    ['sequence', {}, 'integer', task.version - 1],
    ['summary', {}, 'text', plain(task.title)],
    ['priority', {}, 'integer', priorities[task.priority]],
    kind === 'vtodo'
      ? ['status', {}, 'text', completedAt ? 'COMPLETED' : 'NEEDS-ACTION']
      : ['transp', {}, 'text', 'TRANSPARENT'],
  ];
  if (task.description) properties.push(['description', {}, 'text', plain(task.description)]);
  if (task.tags.length) properties.push(['categories', {}, 'text', ...task.tags.map(plain)]);
  if (task.parentId && kind === 'vtodo') properties.push(['related-to', {}, 'text', task.parentId]);
  if (completedAt) {
    properties.push(['completed', {}, 'date-time', instant(completedAt)], ['percent-complete', {}, 'integer', 100]);
  }
  return [kind, [...properties, ...times], alarmsOf(task, due)];
}

/**
 * Returns alarms for pending reminders only, so that nothing rings twice.
 * @param due tells whether the due is the start or the end of the component
 */
function alarmsOf(task: ExportedTask, due: 'START' | 'END'): Component[] {
  return task.reminders
    .filter(({ state }) => state === 'pending')
    .map((reminder) => {
      const trigger: Property = isRelative(reminder, task)
        ? ['trigger', { related: due }, 'duration', `-PT${reminder.minutesBefore}M`]
        : ['trigger', {}, 'date-time', instant(reminder.fireAt)];
      const description: Property = ['description', {}, 'text', plain(task.title)];
      return ['valarm', [['action', {}, 'text', 'DISPLAY'], trigger, description], []];
    });
}

function isRelative({ minutesBefore, fireAt }: ExportedTask['reminders'][number], { due, snoozedUntil }: ExportedTask) {
  return minutesBefore !== undefined && !!due?.time && fireAt !== snoozedUntil;
}

/** Removes the control characters that iCalendar does not allow (section 3.1). */
function plain(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return value.replace(/\r\n?/g, '\n').replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '');
}
