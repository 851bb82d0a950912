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

/** Adds one property to what was left out of a task. */
export type Omit = (property: string, reason: string) => void;

/** @throws ValidationFailed where the text is no iCalendar, with the line that cannot be read */
export function calendarsIn(text: string): Component[] {
  const refuse = (message: string) => new ValidationFailed([{ path: 'body', message }]);
  let parsed: Component | Component[];
  try {
    // A byte-order mark is not part of the text.
    parsed = ICAL.parse(text.replace(/^\uFEFF/, '')) as unknown as Component | Component[];
  } catch (error) {
    throw refuse(`Is not valid iCalendar: ${(error as Error).message.slice(0, 200)}`);
  }
  // The library returns one component by itself, and several as a list.
  const roots = (typeof parsed[0] === 'string' ? [parsed] : parsed) as Component[];
  const calendars = roots.filter(([name]) => name === 'vcalendar');
  if (calendars.length === 0) throw refuse('Is not valid iCalendar: it has no VCALENDAR.');
  return calendars;
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
