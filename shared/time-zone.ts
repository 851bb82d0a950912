import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

const someInstant = Temporal.Instant.fromEpochMilliseconds(0);

/** An IANA time zone this runtime knows, e.g. `Europe/Berlin`. */
export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'Must be an IANA time zone, such as Europe/Berlin.')
  .meta({ description: 'An IANA time zone.', examples: ['Europe/Berlin', 'UTC'] });

function isTimeZone(name: string): boolean {
  try {
    // An offset such as "+02:00" is accepted, but is no zone: it knows no daylight saving.
    // Asked as it will be used: Intl also knows names such as "PST", which Temporal does not.
    return /^[A-Za-z]/.test(name) && Boolean(someInstant.toZonedDateTimeISO(name));
  } catch {
    return false;
  }
}
