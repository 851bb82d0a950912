import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

const someInstant = Temporal.Instant.fromEpochMilliseconds(0);

/** An IANA time zone that this runtime knows, such as `Europe/Berlin`. It may be typed in any case, and is stored in IANA's. */
export const timeZone = z
  .string()
  .max(64)
  .refine((name) => canonicalTimeZone(name) !== undefined, 'Must be an IANA time zone, such as Europe/Berlin.')
  .overwrite((name) => canonicalTimeZone(name) ?? name)
  .meta({ description: 'An IANA time zone.', examples: ['Europe/Berlin', 'UTC'] });

/**
 * Returns the name in IANA's case. A link such as `Asia/Calcutta` stays that link.
 * @returns undefined if this runtime does not know the zone
 */
export function canonicalTimeZone(name: string): string | undefined {
  // Temporal would accept an offset such as "+02:00", but an offset has no daylight saving time.
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    // Temporal computes with the zone later; Intl also knows names such as "PST", which Temporal does not.
    return someInstant.toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}
