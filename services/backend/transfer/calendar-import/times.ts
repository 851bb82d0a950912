import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { findIana } from 'windows-iana';
import type { Due } from '../../../../shared/events/task.schema.ts';
import { canonicalTimeZone } from '../../../../shared/time-zone.ts';
import type { Property } from '../calendar-export/calendar.property.ts';
import { type Component, propertyOf, textOf } from './component.ts';

/** Reads the dates and times of one calendar. Values without a zone are in the user's. */
export class CalendarTimes {
  readonly #definitions: Map<string, Component>;
  readonly #zones = new Map<string, ICAL.Timezone | undefined>();
  readonly ownZone: string;

  constructor([, , components]: Component, ownZone: string) {
    const zones = components.filter(([name]) => name === 'vtimezone');
    this.#definitions = new Map(zones.map((zone) => [textOf(zone, 'tzid') ?? '', zone]));
    this.ownZone = ownZone;
  }

  /**
   * @returns undefined if the value is not a date or time
   * @throws UnknownZone
   */
  due(property: Property | undefined): Due | undefined {
    if (!property) return undefined;
    const [, { tzid }, , value] = property;
    if (typeof value !== 'string') return undefined;
    try {
      if (!value.includes('T'))
        return { date: Temporal.PlainDate.from(value).toString(), time: null, timeZone: this.ownZone };
      if (value.endsWith('Z')) return this.#inOwnZone(Temporal.Instant.from(value));
      const local = Temporal.PlainDateTime.from(value);
      return tzid === undefined ? dueOf(local, this.ownZone) : this.#dueIn(tzid, local);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  #dueIn(tzid: string, local: Temporal.PlainDateTime): Due {
    const timeZone = this.#nameOf(tzid);
    // A name such as Europe/Berlin is unambiguous, but some programs name zones with daylight saving time "GMT" or "EST".
    if (timeZone && tzid.includes('/')) return dueOf(local, timeZone);
    const defined = this.#definedInstant(tzid, local);
    const isAsNamed = timeZone && (!defined || local.toZonedDateTime(timeZone).toInstant().equals(defined));
    if (isAsNamed) return dueOf(local, timeZone);
    if (!defined) throw new UnknownZone(tzid);
    return this.#inOwnZone(defined);
  }

  #inOwnZone(at: Temporal.Instant): Due {
    return dueOf(at.toZonedDateTimeISO(this.ownZone).toPlainDateTime(), this.ownZone);
  }

  /** @returns undefined if the value is not an instant */
  instant(property: Property | undefined): string | undefined {
    const value = property?.[3];
    if (typeof value !== 'string') return undefined;
    try {
      if (value.endsWith('Z')) return Temporal.Instant.from(value).toString();
      return Temporal.PlainDateTime.from(value).toZonedDateTime(this.ownZone).toInstant().toString();
    } catch {
      return undefined;
    }
  }

  /**
   * Finds the IANA name of a TZID. The TZID may be that name, end in it (`/citadel.org/20190914_1/Europe/Berlin`), be defined
   * with X-LIC-LOCATION, or be a Windows name, to which Outlook adds a number if a file has several (`GMT Standard Time 1`).
   */
  #nameOf(tzid: string): string | undefined {
    const parts = tzid.split('/').filter((part) => part !== '');
    const ends = [3, 2].filter((length) => parts.length >= length).map((length) => parts.slice(-length).join('/'));
    const definition = this.#definitions.get(tzid);
    const location = definition && textOf(definition, 'x-lic-location');
    const names = [tzid, ...ends, ...(location ? [location] : []), ...findIana(tzid.replace(/ \d+$/, ''))];
    return names.map(canonicalTimeZone).find((name) => name !== undefined);
  }

  /** @returns undefined if the file does not define the zone */
  #definedInstant(tzid: string, local: Temporal.PlainDateTime): Temporal.Instant | undefined {
    if (!this.#zones.has(tzid)) this.#zones.set(tzid, timezoneOf(this.#definitions.get(tzid)));
    const zone = this.#zones.get(tzid);
    if (!zone) return undefined;
    const { year, month, day, hour, minute, second } = local;
    const seconds = new ICAL.Time({ year, month, day, hour, minute, second, isDate: false }, zone).toUnixTime();
    return Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
  }
}

/** The TZID is neither an IANA name nor defined in the file. */
export class UnknownZone extends Error {
  constructor(tzid: string) {
    super(`The time zone "${tzid.slice(0, 100)}" is not known, and the file does not define it.`);
  }
}

const mostObservances = 50;

/** @returns undefined without a definition, or for one that no real zone needs and that would be slow to compute */
function timezoneOf(definition: Component | undefined): ICAL.Timezone | undefined {
  const observances = definition?.[2] ?? [];
  if (observances.length === 0 || observances.length > mostObservances) return undefined;
  const isPlain = observances.every((observance) => {
    const rule = propertyOf(observance, 'rrule')?.[3] as Record<string, unknown> | undefined;
    if (!textOf(observance, 'dtstart') || !propertyOf(observance, 'tzoffsetto')) return false;
    if (!propertyOf(observance, 'tzoffsetfrom')) return false;
    if (!rule) return true;
    const isYearly = rule['freq'] === 'YEARLY' && /^(-?[1-5])[A-Z]{2}$/.test(String(rule['byday']));
    return isYearly && Object.keys(rule).every((part) => ['freq', 'bymonth', 'byday', 'until', 'wkst'].includes(part));
  });
  if (!isPlain) return undefined;
  return new ICAL.Timezone(new ICAL.Component(definition as unknown as unknown[]));
}

function dueOf(local: Temporal.PlainDateTime, timeZone: string): Due {
  return { date: local.toPlainDate().toString(), time: local.toPlainTime().toString().slice(0, 5), timeZone };
}
