/** Whose calendar and clock a text is read by. */
export interface Reader {
  /** An IANA name. */
  timeZone: string;
  now: Date;
  /** BCP 47: decides the order of slashed dates. American English where it is not known. */
  locale?: string;
}
