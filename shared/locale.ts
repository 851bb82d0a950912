import { z } from 'zod';

/**
 * A locale that is well formed by BCP 47, e.g. `de-DE`. It may be typed in any case, and is stored in its canonical form. One that this
 * runtime has no data for is taken, too: its dates are written as for the default locale.
 */
export const locale = z
  .string()
  .max(64)
  .refine((tag) => canonicalLocale(tag) !== undefined, 'Must be a BCP 47 locale, such as en-US or de-DE.')
  .overwrite((tag) => canonicalLocale(tag) ?? tag)
  .meta({
    description: 'A BCP 47 locale. It decides the order of dates, 12 or 24 hours, and the first day of the week.',
    examples: ['en-US', 'de-DE'],
  });

/** @returns undefined for a tag that is not well formed */
function canonicalLocale(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
