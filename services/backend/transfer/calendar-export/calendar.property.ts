import { tzlib_get_ical_block } from 'timezones-ical-library';
import type { Due } from '../../../../shared/events/task.schema.ts';
import { dueInstant } from '../../../../shared/schedule/due.ts';
import { canonicalTimeZone } from '../../../../shared/time-zone.ts';

/** A property of iCalendar in its JSON form (jCal, RFC 7265): name, parameters, type, values. */
export type Property = [name: string, parameters: Record<string, string>, type: string, ...values: unknown[]];

/** Removes fractions of a second, which iCalendar does not have. */
export function instant(iso: string): string {
  return iso.replace(/\.\d+Z$/, 'Z');
}

/**
 * Returns dues as a property. An all-day due is a date. A timed due is the local time with its zone, or the instant if the zone
 * is not known.
 */
export function timeProperty(name: string, ...dues: readonly [Due, ...Due[]]): Property {
  const [{ time, timeZone }] = dues;
  if (time === null) return [name, {}, 'date', ...dues.map(({ date }) => date)];
  const zone = timeZoneDefinition(timeZone);
  if (!zone) return [name, {}, 'date-time', ...dues.map((due) => instant(dueInstant(due).toISOString()))];
  return [name, { tzid: zone.id }, 'date-time', ...dues.map(({ date }) => `${date}T${time}:00`)];
}

const definitions = new Map<string, { id: string; text: string } | undefined>();

/** Returns the VTIMEZONE of a zone, and the name that it has there: `Asia/Kolkata` for `Asia/Calcutta`. */
export function timeZoneDefinition(zone: string): { id: string; text: string } | undefined {
  if (!definitions.has(zone)) {
    // Old rows may hold the zone in another case, which the library does not know.
    const [text, parameter] = tzlib_get_ical_block(canonicalTimeZone(zone) ?? zone) || [];
    definitions.set(zone, text && parameter ? { id: parameter.replace(/^TZID=/, ''), text } : undefined);
  }
  return definitions.get(zone);
}
