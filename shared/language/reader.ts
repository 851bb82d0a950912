/** The person by whose calendar and clock a text is read. */
export interface Reader {
  /** An IANA time zone. */
  timeZone: string;
  now: Date;
  /** A BCP 47 locale, which decides the order of slashed dates. It is American English where it is not known. */
  locale?: string;
}
