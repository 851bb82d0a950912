/** The locale of people of whom no other is known. */
export const defaultLocale = 'en-US';

/** The person by whose calendar and clock a text is read or written. */
export interface Reader {
  /** An IANA time zone. */
  timeZone: string;
  now: Date;
  /** A BCP 47 locale, which decides the order of dates, and 12 or 24 hours. */
  locale: string;
}
