import ICAL from 'ical.js';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import type { Due, Priority } from '../../../shared/events/task.schema.ts';
import { canonicalTimeZone } from '../../../shared/time-zone.ts';
import { instant, type Property } from './calendar.property.ts';
import { recurrenceRule } from './calendar.recurrence.ts';
import type { ExportedTask } from './transfer.schema.ts';

// iCalendar, https://www.rfc-editor.org/rfc/rfc5545, by way of its JSON form (jCal, RFC 7265), which ical.js writes out.

type Component = [name: string, properties: Property[], components: Component[]];

// A continued line begins with a space, which the library does not count among the 75 octets (section 3.1).
ICAL.foldLength = 74;

/** From 1, the highest, to 9 (section 3.8.1.9). */
const priorities: Record<Priority, number> = { urgent: 1, high: 3, medium: 5, low: 9 };

const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//todo//tasks//EN', 'CALSCALE:GREGORIAN'];
export const calendarEnd = 'END:VCALENDAR\r\n';

export function calendarStart(timeZones: readonly string[]): string {
  const blocks = new Set(timeZones.flatMap((zone) => definitionOf(zone)?.text ?? []));
  return [...head, ...blocks, ''].join('\r\n');
}

export function todoText(task: ExportedTask): string {
  return `${ICAL.stringify(todoOf(task))}\r\n`;
}

function todoOf(task: ExportedTask): Component {
  const { due, completedAt } = task;
  const properties: Property[] = [
    ['uid', {}, 'text', task.id],
    ['dtstamp', {}, 'date-time', instant(task.updatedAt)],
    ['created', {}, 'date-time', instant(task.createdAt)],
    ['last-modified', {}, 'date-time', instant(task.updatedAt)],
    ['sequence', {}, 'integer', task.version - 1],
    ['summary', {}, 'text', plain(task.title)],
    ['priority', {}, 'integer', priorities[task.priority]],
    ['status', {}, 'text', completedAt ? 'COMPLETED' : 'NEEDS-ACTION'],
  ];
  if (task.description) properties.push(['description', {}, 'text', plain(task.description)]);
  if (task.tags.length) properties.push(['categories', {}, 'text', ...task.tags.map(plain)]);
  if (completedAt) {
    properties.push(['completed', {}, 'date-time', instant(completedAt)], ['percent-complete', {}, 'integer', 100]);
  }
  if (due) properties.push(timeProperty('due', due, task.dueAt));
  // A completed occurrence has its successor, which repeats from here on.
  if (due && task.recurrence && !completedAt) {
    properties.push(timeProperty('dtstart', due, task.dueAt), ...recurrenceRule(task));
  }
  return ['vtodo', properties, alarmsOf(task)];
}

/** An all-day due is a date; a timed one is the time on the clock there, or the instant where the zone is not known. */
function timeProperty(name: string, due: Due, dueAt: string | null): Property {
  if (due.time === null) return [name, {}, 'date', due.date];
  const zone = definitionOf(due.timeZone);
  if (!zone) return [name, {}, 'date-time', instant(dueAt!)];
  return [name, { tzid: zone.id }, 'date-time', `${due.date}T${due.time}:00`];
}

/** Of what is still to come: nothing is to ring again. */
function alarmsOf({ title, due, reminders, snoozedUntil }: ExportedTask): Component[] {
  return reminders
    .filter(({ state }) => state === 'pending')
    .map(({ minutesBefore, fireAt }) => {
      const isRelative = minutesBefore !== undefined && due?.time && fireAt !== snoozedUntil;
      const trigger: Property = isRelative
        ? ['trigger', { related: 'END' }, 'duration', `-PT${minutesBefore}M`]
        : ['trigger', {}, 'date-time', instant(fireAt)];
      return ['valarm', [['action', {}, 'text', 'DISPLAY'], trigger, ['description', {}, 'text', plain(title)]], []];
    });
}

const definitions = new Map<string, { id: string; text: string } | undefined>();

/** The rules of a zone, and the name that they go by there: `Asia/Kolkata` for `Asia/Calcutta`. */
function definitionOf(zone: string): { id: string; text: string } | undefined {
  if (!definitions.has(zone)) {
    // Rows from before names were canonicalised may hold another case, which the library does not know.
    const [text, parameter] = tzlib_get_ical_block(canonicalTimeZone(zone) ?? zone) || [];
    definitions.set(zone, text && parameter ? { id: parameter.replace(/^TZID=/, ''), text } : undefined);
  }
  return definitions.get(zone);
}

/** Text without the control characters that iCalendar cannot hold (section 3.1). */
function plain(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return value.replace(/\r\n?/g, '\n').replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '');
}
