/** Keeps what people write out of PostgreSQL's log: no failed statement, none of its values, and no row in a detail. */
export const postgresPrivacy = {
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
} as const;

/** The same as settings of a command line. */
export const postgresPrivacySettings = Object.entries(postgresPrivacy).map(([name, value]) => `${name}=${value}`);
