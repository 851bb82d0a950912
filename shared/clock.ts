/** Tells the current time. Whatever needs it takes a clock as an argument, so that tests can set the time. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
