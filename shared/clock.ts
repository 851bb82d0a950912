/** Tells the current time. Functions take a clock as an argument, so that tests can set the time. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

/** The last instant that the system reads or writes, in milliseconds since 1970: years have four digits. */
export const lastInstant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
