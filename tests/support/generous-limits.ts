/** Settings for runs that load the system from one address with a few users: none of the limits on requests is reached. */
export const generousLimits = {
  OPEN_REQUESTS_PER_ADDRESS: '100000',
  WRITES_PER_MINUTE: '1000000',
  WRITES_PER_DAY: '100000000',
  CONNECTIONS_PER_PERSON: '100000',
  SEARCHES_AT_ONCE: '100000',
};
