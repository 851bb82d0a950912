import type { Reader } from '../../../shared/language/reader.ts';
import type { User } from './account.queries.ts';

/** Returns the user as the reader for whom dates are read and written. */
export function readerOf({ timeZone, locale }: Pick<User, 'timeZone' | 'locale'>, now = new Date()): Reader {
  return { timeZone, locale, now };
}
