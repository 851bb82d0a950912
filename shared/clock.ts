/** Where "now" comes from: an argument of whatever needs it, so that tests can set it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
