import ICAL from 'ical.js';
import { ValidationFailed } from '../../../../shared/http/problem.ts';
import type { Property } from '../calendar.property.ts';

/** A component of iCalendar in its JSON form (jCal, RFC 7265). */
export type Component = [name: string, properties: Property[], components: Component[]];

/** What of a file was left out: a whole component, or one property of a task that was imported. */
export interface Omission {
  uid: string | null;
  title: string | null;
  /** Null where the whole component was left out. */
  property: string | null;
  reason: string;
}

// Many programs write a day without VALUE=DATE.
ICAL.design.strict = false;

/** The property that stands for a line that cannot be read, so that the task which it belongs to can name it. */
const unreadable = 'x-unreadable';

/** A file with more such lines is refused: it is no iCalendar, and trying them all would take long. */
const mostUnreadable = 100;

/** Adds one property to what was left out of a task. */
export type Omit = (property: string, reason: string) => void;

/** @throws ValidationFailed where the text is no iCalendar, with the line that cannot be read */
export function calendarsIn(text: string): Component[] {
  const refuse = (message: string) => new ValidationFailed([{ path: 'body', message }]);
  let parsed: Component | Component[];
  // A byte-order mark is not part of the text.
  const content = text.replace(/^\uFEFF/, '');
  try {
    parsed = parse(content);
  } catch (error) {
    try {
      parsed = parse(withReadableLines(content));
    } catch {
      throw refuse(`Is not valid iCalendar: ${(error as Error).message.slice(0, 200)}`);
    }
  }
  // The library returns one component by itself, and several as a list.
  const roots = (typeof parsed[0] === 'string' ? [parsed] : parsed) as Component[];
  const calendars = roots.filter(([name]) => name === 'vcalendar');
  if (calendars.length === 0) throw refuse('Is not valid iCalendar: it has no VCALENDAR.');
  return calendars;
}

function parse(text: string): Component | Component[] {
  return ICAL.parse(text) as unknown as Component | Component[];
}

/** A line that cannot be read, such as the second one of a text whose line break was not escaped, is no reason to refuse a file. */
function withReadableLines(text: string): string {
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  let count = 0;
  for (const [index, line] of lines.entries()) {
    if (isReadable(line)) continue;
    count += 1;
    if (count > mostUnreadable) break;
    lines[index] = `${unreadable}:${line}`;
  }
  return lines.join('\r\n');
}

function isReadable(line: string): boolean {
  if (line === '' || /^(BEGIN|END):/i.test(line)) return true;
  try {
    ICAL.parse.property(line);
    return true;
  } catch {
    return false;
  }
}

/** The lines of a component that cannot be read. */
export function unreadableLines([, properties]: Component): string[] {
  return properties.filter(([name]) => name === unreadable).map(([, , , line]) => String(line));
}

export function propertyOf([, properties]: Component, name: string): Property | undefined {
  return properties.find(([its]) => its === name);
}

/** The text of a property, undefined where it is missing or blank. */
export function textOf(component: Component, name: string): string | undefined {
  const value = propertyOf(component, name)?.[3];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function integerOf(component: Component, name: string): number {
  const value = propertyOf(component, name)?.[3];
  return typeof value === 'number' ? value : 0;
}
