import { z } from 'zod';

/** An IANA time zone this runtime knows, e.g. `Europe/Berlin`. */
export const timeZone = z.string().max(64).refine(isTimeZone, 'Must be an IANA time zone, such as Europe/Berlin.');

function isTimeZone(name: string): boolean {
  try {
    // An offset such as "+02:00" is accepted by Intl, but is no zone: it knows no daylight saving.
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
